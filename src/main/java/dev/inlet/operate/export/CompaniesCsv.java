package dev.inlet.operate.export;

import dev.inlet.codec.Json;
import dev.inlet.codec.PlainText;
import dev.inlet.codec.ReservedNames;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Companies of an account as a CSV file, as {@link ContactsCsv} has its contacts. */
@Singleton
final class CompaniesCsv {
  private static final List<String> FIELDS = ReservedNames.COMPANY.canonicals();

  /** The last line of a file that is not whole. */
  private static final String BROKEN_OFF =
      Csv.row(
          List.of("THIS FILE IS NOT WHOLE: reading the companies failed here. Export them again"));

  private final CompanyStore companies;

  CompaniesCsv(CompanyStore companies) {
    this.companies = companies;
  }

  Publisher<byte[]> of(String account, @Nullable String query) {
    return new ExportedFile<Company>(
            before -> companies.list(account, null, query, new Window(before, Window.MAX_LIMIT)),
            header(),
            CompaniesCsv::rows,
            BROKEN_OFF)
        .publish();
  }

  private static String header() {
    var names = new ArrayList<>(List.of("groupId"));
    names.addAll(FIELDS);
    names.addAll(List.of("traits", "firstSeenAt", "lastSeenAt"));
    return Csv.row(names);
  }

  private static String rows(List<Company> some) {
    return some.stream().map(company -> Csv.row(cells(company))).collect(Collectors.joining());
  }

  private static List<@Nullable String> cells(Company company) {
    var cells = new ArrayList<@Nullable String>();
    cells.add(company.groupId());
    Map<String, String> fields = company.shownFields();
    for (String field : FIELDS) {
      String json = fields.get(field);
      cells.add(json == null ? null : PlainText.of(json));
    }
    cells.add(Json.write(company.shownTraits()));
    cells.add(company.firstSeenAt().toString());
    cells.add(company.lastSeenAt().toString());
    return cells;
  }
}
