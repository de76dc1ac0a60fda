package dev.inlet.console;

import dev.inlet.console.login.Entrance;
import dev.inlet.console.login.Visit;
import dev.inlet.console.page.Assets;
import dev.inlet.console.page.Frame;
import dev.inlet.console.page.Page;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.inject.Singleton;
import java.util.Map;

/** Draws pages with their templates, which were compiled with Inlet. Everything is escaped. */
@Singleton
final class Drawing {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets;

  Drawing(Assets assets) {
    this.assets = assets;
  }

  /** The page as HTML. */
  String draw(Page page, Visit visit) {
    var frame =
        new Frame(
            assets,
            visit.session().formToken(),
            visit.isLetIn(),
            visit.entrance() == Entrance.LOGGED_IN,
            page.section(),
            page.account());
    var html = new StringOutput();
    templates.render(page.template() + ".jte", Map.of("frame", frame, "page", page), html);
    return html.toString();
  }
}
