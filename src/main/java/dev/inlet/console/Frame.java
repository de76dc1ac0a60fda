package dev.inlet.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param token what each form must send back in the field {@code token}
 * @param letIn whether the visitor may see more than the log-in
 * @param canLeave whether there is a session to end
 */
public record Frame(
    Assets assets, String token, boolean letIn, boolean canLeave, @Nullable Section here) {

  /** The address of a stylesheet, script or picture. */
  public String asset(String name) {
    return assets.url(name);
  }

  /** The navigation; empty before the log-in. */
  public List<Section> sections() {
    return letIn ? List.of(Section.values()) : List.of();
  }
}
