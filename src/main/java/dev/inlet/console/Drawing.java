package dev.inlet.console;

import dev.inlet.alert.Alerts;
import dev.inlet.console.login.Entrance;
import dev.inlet.console.login.Visit;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Assets;
import dev.inlet.console.page.Frame;
import dev.inlet.console.page.Frame.Foot;
import dev.inlet.console.page.Page;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.ThisInstance;
import dev.inlet.operate.Version;
import dev.inlet.receive.Maintenance;
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
  private final ThisInstance instance;
  private final MaintenanceSwitch maintenance;
  private final Alerts alerts;

  Drawing(Assets assets, ThisInstance instance, MaintenanceSwitch maintenance, Alerts alerts) {
    this.alerts = alerts;
    this.maintenance = maintenance;
    this.assets = assets;
    this.instance = instance;
  }

  /** The page as HTML. */
  String draw(Page page, Visit visit) {
    String account = page.account();
    var frame =
        new Frame(
            assets,
            visit.session().formToken(),
            visit.isLetIn(),
            visit.entrance() == Entrance.LOGGED_IN,
            visit.principal(),
            page.section(),
            account == null ? AccountChoices.last().orElse(null) : account,
            new Foot(
                Version.get(),
                instance.name(),
                instance.environment(),
                visit.entrance() == Entrance.OPEN_DOOR),
            maintenance.here(),
            account == null ? Maintenance.OFF : maintenance.here(account),
            alerts.here().size());
    var html = new StringOutput();
    templates.render(page.template() + ".jte", Map.of("frame", frame, "page", page), html);
    return html.toString();
  }
}
