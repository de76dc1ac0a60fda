package dev.inlet.admin.transfer;

import dev.inlet.access.Role;
import dev.inlet.codec.JsonMembers;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.Needs;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.transfer.AccountExport;
import dev.inlet.transfer.AccountImport;
import dev.inlet.transfer.AccountImport.Imported;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Hands out all that is stored of an account, and takes it in. */
@AdminPort("/api/accounts/{account}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TransferController {
  /** Of a request's lines together, in bytes, unzipped. */
  private static final int MOST_BYTES = 4 << 20;

  private final KnownAccounts accounts;
  private final AccountExport export;
  private final AccountImport imports;

  TransferController(KnownAccounts accounts, AccountExport export, AccountImport imports) {
    this.accounts = accounts;
    this.export = export;
    this.imports = imports;
  }

  @Needs(Role.SUPPORT)
  @Get("/export.ndjson")
  @Produces("application/x-ndjson")
  HttpResponse<Publisher<byte[]>> export(String account) {
    accounts.require(account);
    return Answers.file(AccountExport.fileName(account), export.of(account));
  }

  @Post("/import")
  @Consumes(MediaType.ALL)
  String take(
      String account,
      @QueryValue @Nullable String line,
      @Header(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @Body byte @Nullable [] sent) {
    accounts.require(account);
    byte[] lines = lines(sent == null ? new byte[0] : sent, encoding);
    return shown(imports.take(account, lines, number(line)));
  }

  private static long number(@Nullable String line) {
    try {
      long number = line == null ? 1 : Long.parseLong(line);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like one that is too small.
    }
    throw OperationRefused.wrong("line must be a whole number from 1: that of the first line");
  }

  private static byte[] lines(byte[] sent, @Nullable String encoding) {
    String coding = encoding == null ? "identity" : encoding.strip();
    byte[] lines =
        switch (coding) {
          case "gzip" -> unzipped(sent);
          case "identity" -> sent;
          default -> throw OperationRefused.wrong("Content-Encoding must be gzip or identity");
        };
    if (lines.length > MOST_BYTES) {
      throw OperationRefused.wrong("Body is larger than 4 MB: send fewer lines at a time");
    }
    return lines;
  }

  private static byte[] unzipped(byte[] sent) {
    try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return unzipped.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw OperationRefused.wrong("Body is not valid gzip, as its Content-Encoding says");
    }
  }

  private static String shown(Imported imported) {
    return new JsonMembers()
        .number("lines", imported.lines())
        .number("changes", imported.changes())
        .number("leftOut", imported.leftOut())
        .array(
            "refused",
            imported.refused(),
            one ->
                new JsonMembers()
                    .number("line", one.number())
                    .text("reason", one.reason())
                    .toString())
        .toString();
  }
}
