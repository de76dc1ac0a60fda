package dev.inlet.command;

import dev.inlet.codec.JsonMembers;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.operate.Finding;
import dev.inlet.review.HelpPage;
import dev.inlet.review.Product;
import dev.inlet.review.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What Segment's review of the destination still asks for. */
@Command(
    name = "review",
    description = {
      "Lists what Segment's reviewers look at, and what is left to do before the destination is"
          + " submitted, by the configuration as a server would read it here.",
      "",
      "With --page it writes the page of help that Segment's documentation asks for, from the types"
          + " and settings that are configured; what it cannot know is marked by TODO."
    },
    sortOptions = false)
final class ReviewCommand implements Callable<Integer> {
  private final Surroundings around;

  @Option(names = "--name", paramLabel = "TEXT", description = "what the product is called")
  private String name = "TODO-name";

  @Option(names = "--url", description = "where Segment will send calls")
  private @Nullable URI url;

  @Option(names = "--website", paramLabel = "URL", description = "the product's website")
  private @Nullable String website;

  @Option(names = "--support", paramLabel = "EMAIL", description = "whom customers may ask")
  private @Nullable String support;

  @Option(names = "--keys", paramLabel = "URL", description = "where a customer finds the API key")
  private @Nullable String keys;

  @Option(names = "--logo", paramLabel = "FILE", description = "an SVG of the logo")
  private @Nullable Path logo;

  @Option(names = "--page", paramLabel = "FILE", description = "writes the page of help, Markdown")
  private @Nullable Path page;

  @Option(names = "--json", description = "prints an object")
  private boolean json;

  ReviewCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<Finding> items = Offline.use(around.variables(), this::items);
    around.out().print(json ? asJson(items) : CheckCommand.shown(items));
    return ExitCode.DONE;
  }

  private List<Finding> items(Offline offline) {
    var product = new Product(name, website, support, keys);
    if (page != null) {
      OutputFile.write(page, HelpPage.of(product, offline.types(), offline.settings()));
    }
    return new Readiness(
            product, url, offline.types(), offline.settings(), offline.isDevelopment(), logo, page)
        .items();
  }

  private static String asJson(List<Finding> items) {
    return new JsonMembers()
            .array(
                "items",
                items,
                item ->
                    new JsonMembers()
                        .text("subject", item.subject())
                        .bool("ready", item.isWell())
                        .text("message", item.message())
                        .toString())
        + System.lineSeparator();
  }
}
