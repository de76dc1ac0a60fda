package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.JsonMembers;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** A word about a running server, whose admin API it asks. */
public abstract class ServerCommand implements Runnable {
  private final Surroundings around;
  @Mixin private ServerOptions server = new ServerOptions();

  /**
   * @param around what the command line reads from and prints to
   */
  public ServerCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public final void run() {
    try (AdminApi api = server.open(around)) {
      ask(api);
    }
  }

  /** Asks, and prints what comes of it. */
  public abstract void ask(AdminApi api);

  /** What is around it. */
  public Surroundings around() {
    return around;
  }

  /** Whether somebody else than a person reads what is printed. */
  public boolean isJson() {
    return server.isJson();
  }

  /** Prints what was answered: as it came, or as a person is told of it. */
  public void print(JsonObject answer, Function<JsonObject, String> told) {
    around.out().println(isJson() ? answer.text() : told.apply(answer));
  }

  /**
   * Prints a list likewise.
   *
   * @param name of the list
   * @param row the cells of an item, in the order of the table's head
   */
  public void print(
      String name, List<JsonObject> items, Table table, Function<JsonObject, List<String>> row) {
    if (isJson()) {
      around.out().println(new JsonMembers().array(name, items, JsonObject::text));
      return;
    }
    items.forEach(item -> table.row(row.apply(item).toArray(String[]::new)));
    around.out().print(table);
  }
}
