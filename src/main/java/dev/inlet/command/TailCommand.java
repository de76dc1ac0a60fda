package dev.inlet.command;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.command.remote.AccountCommands;
import dev.inlet.command.remote.AdminApi;
import dev.inlet.command.remote.Failed;
import dev.inlet.command.remote.Members;
import dev.inlet.command.remote.ServerCommand;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deliveries as they come, of one account or of all. */
@Command(name = "tail", description = "Prints deliveries as they come, until Ctrl-C.")
final class TailCommand extends ServerCommand {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So many accounts are asked for theirs once a second without anybody noticing. */
  private static final int MOST_ACCOUNTS = 50;

  /** Of each account; who comes back from further behind has been left behind. */
  private static final int REMEMBERED = 5_000;

  private final Map<String, Seen> seen = new LinkedHashMap<>();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "whose; all if not given")
  private @Nullable String account;

  @Option(names = "--status", paramLabel = "CODE", description = "only those answered so")
  private @Nullable String status;

  @Option(names = "--type", paramLabel = "TYPE", description = "only calls of this type")
  private @Nullable String type;

  @Option(names = "--message-id", paramLabel = "ID", description = "only those of this message")
  private @Nullable String messageId;

  @Option(
      names = "--last",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "how many that are there already come first; ${DEFAULT-VALUE} if not given")
  private int last;

  @Option(names = "--no-follow", description = "ends after those that are there already")
  private boolean isOver;

  TailCommand(Surroundings around) {
    super(around);
  }

  /** The ids of deliveries that were looked at; the oldest are forgotten. */
  private static final class Seen extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    boolean add(String id) {
      return putIfAbsent(id, true) == null;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  /** A delivery, and whose it is. */
  private record Line(String account, JsonObject delivery) {
    String receivedAt() {
      return Members.shown(delivery, "receivedAt");
    }
  }

  @Override
  public void ask(AdminApi api) {
    if (type != null) {
      type = Commands.type(type.strip(), spec).wireName();
    }
    List<Line> lines = lines(api);
    lines.subList(Math.max(0, lines.size() - Math.max(0, last)), lines.size()).forEach(this::print);
    while (!isOver && pause()) {
      lines(api).forEach(this::print);
    }
  }

  private boolean pause() {
    around().out().flush();
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Those that were not there before, the oldest first. */
  private List<Line> lines(AdminApi api) {
    var lines = new ArrayList<Line>();
    for (String one : accounts(api)) {
      newOf(api, one, lines);
    }
    lines.sort(Comparator.comparing(Line::receivedAt));
    return lines;
  }

  private List<String> accounts(AdminApi api) {
    if (account != null) {
      return List.of(account);
    }
    var ids = new ArrayList<String>();
    api.walk(
        AccountCommands.PATH,
        "accounts",
        page -> {
          page.forEach(one -> ids.add(Members.shown(one, "id")));
          return ids.size() <= MOST_ACCOUNTS;
        });
    if (ids.size() > MOST_ACCOUNTS) {
      throw new Failed("there are more than %d accounts: name one".formatted(MOST_ACCOUNTS));
    }
    return ids;
  }

  /**
   * One page at first. Later as many as it takes, until one shows a delivery that was there before.
   */
  private void newOf(AdminApi api, String one, List<Line> lines) {
    boolean isFirst = !seen.containsKey(one);
    Seen ofAccount = seen.computeIfAbsent(one, id -> new Seen());
    api.walk(
        AccountCommands.path(one) + "/deliveries" + filter(),
        "deliveries",
        page -> {
          boolean isAllNew = true;
          for (JsonObject delivery : page) {
            if (ofAccount.add(Members.shown(delivery, "id"))) {
              lines.add(new Line(one, delivery));
            } else {
              isAllNew = false;
            }
          }
          return isAllNew && !isFirst && lines.size() < REMEMBERED;
        });
  }

  private String filter() {
    var query = new StringBuilder();
    add(query, "status", status);
    add(query, "type", type);
    add(query, "messageId", messageId);
    return query.toString();
  }

  private static void add(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(AdminApi.part(value));
    }
  }

  private void print(Line line) {
    JsonObject delivery = line.delivery();
    if (isJson()) {
      var members = new LinkedHashMap<String, String>();
      members.put("account", Json.quote(line.account()));
      members.putAll(delivery.members());
      around().out().println(Json.write(members));
      return;
    }
    String text =
        String.join(
            "  ",
            line.receivedAt(),
            line.account(),
            Members.shown(delivery, "status"),
            Members.shown(delivery, "type"),
            Members.shown(delivery, "messageId"),
            Members.shown(delivery, "message"));
    around().out().println(Terminal.oneLine(text.stripTrailing()));
  }
}
