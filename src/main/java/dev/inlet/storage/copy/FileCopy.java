package dev.inlet.storage.copy;

import dev.inlet.operate.CopyAtRest;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.jdbc.AccessProblem;
import dev.inlet.storage.jdbc.DatabaseAccess;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Copies from where a server with this configuration has its files. What is configured for the
 * database may be PostgreSQL's already.
 */
@Singleton
final class FileCopy implements CopyAtRest {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String URL_VARIABLE = "DATASOURCES_DEFAULT_URL";
  private static final String TO = "--to";

  /** SQL states of what a row must not hold, and must not do to others. */
  private static final List<String> REFUSED = List.of("22", "23", "54");

  private final @Nullable String url;
  private final @Nullable String username;
  private final @Nullable String password;
  private final Path dataDir;
  private final InstantSource clock;

  FileCopy(
      @Property(name = "datasources.default.url") @Nullable String url,
      @Property(name = "datasources.default.username") @Nullable String username,
      @Property(name = "datasources.default.password") @Nullable String password,
      @Property(name = "inlet.data-dir") Path dataDir,
      InstantSource clock) {
    this.url = url;
    this.username = username;
    this.password = password;
    this.dataDir = dataDir;
    this.clock = clock;
  }

  @Override
  public Copied copy(String to, @Nullable String asUser, Consumer<Step> progress) {
    if (!to.startsWith(POSTGRESQL)) {
      throw OperationRefused.wrong(
          "--to must name a PostgreSQL, such as jdbc:postgresql://localhost/inlet");
    }
    DatabaseAccess access =
        DatabaseAccess.of(to, asUser == null ? username : asUser, password, dataDir);
    try (Source source = Source.open(sources())) {
      return copied(source, access, progress);
    } catch (SQLException e) {
      throw OperationRefused.taken(problem(e, access));
    } catch (FlywayException e) {
      throw OperationRefused.taken(
          e.getCause() instanceof SQLException sql
              ? problem(sql, access)
              : "the tables cannot be made in " + access);
    } catch (IOException e) {
      throw OperationRefused.taken(
          "the journal beside %s cannot be read: look for permissions".formatted(dataDir));
    } catch (IllegalStateException e) {
      throw OperationRefused.taken(String.valueOf(e.getMessage()));
    }
  }

  /** The user and password may be PostgreSQL's; then the file is opened as Inlet makes one. */
  private List<DatabaseAccess> sources() {
    String files = url == null || url.startsWith(POSTGRESQL) ? null : url;
    return List.of(
        DatabaseAccess.of(files, username, password, dataDir),
        DatabaseAccess.of(files, null, null, dataDir));
  }

  private static String problem(SQLException failure, DatabaseAccess access) {
    return AccessProblem.of(failure, access)
        .replace(URL_VARIABLE + ", _USERNAME", TO + ", DATASOURCES_DEFAULT_USERNAME")
        .replace(URL_VARIABLE, TO);
  }

  private Copied copied(Source source, DatabaseAccess access, Consumer<Step> progress)
      throws SQLException, IOException {
    try (Target target = Target.open(access)) {
      target.begin(source.fingerprint(), clock.instant());
      List<SourceTable> tables = source.tables();
      target.refuseForgotten(tables);
      for (SourceTable table : tables) {
        copy(table, target, access, progress);
      }
      for (Source.Numbering numbering : source.numberings()) {
        target.number(numbering);
      }
      var compared = new ArrayList<Rows>();
      for (SourceTable table : tables) {
        compared.add(compared(table, target, access, progress));
        target.analyze(table);
      }
      target.end(clock.instant());
      return new Copied(access.toString(), source.folder().toString(), compared);
    }
  }

  private static void copy(
      SourceTable table, Target target, DatabaseAccess access, Consumer<Step> progress)
      throws SQLException, IOException {
    try {
      new TableCopy(table, target, progress).run();
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (REFUSED.stream().anyMatch(state::startsWith)) {
        throw OperationRefused.taken(
            "%s refuses a row of %s (SQL state %s)".formatted(access, table.name(), state));
      }
      throw e;
    }
  }

  private static Rows compared(
      SourceTable table, Target target, DatabaseAccess access, Consumer<Step> progress)
      throws SQLException, IOException {
    var here = new RowSum();
    table.read(here::add);
    RowSum there = target.sum(table);
    if (here.rows() != there.rows() || !here.hex().equals(there.hex())) {
      throw OperationRefused.taken(
          ("%s has %,d rows in the files and %,d in %s, or others: something has changed either;"
                  + " copy to an empty database")
              .formatted(table.name(), here.rows(), there.rows(), access));
    }
    progress.accept(new Step(true, table.name(), here.rows(), OptionalLong.of(there.rows())));
    return new Rows(table.name(), here.rows(), here.hex());
  }
}
