package dev.inlet.operate.export;

import dev.inlet.codec.Json;
import dev.inlet.codec.PlainText;
import dev.inlet.codec.ReservedNames;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Contacts of an account as a CSV file in UTF-8: a column for each reserved field, and one that
 * holds all traits as JSON. It is read and sent piece by piece, however many there are.
 */
@Singleton
final class ContactsCsv {
  private static final List<String> FIELDS = ReservedNames.CONTACT.canonicals();

  /** The last line of a file that is not whole. */
  private static final String BROKEN_OFF =
      Csv.row(
          List.of("THIS FILE IS NOT WHOLE: reading the contacts failed here. Export them again"));

  private final ContactStore contacts;

  ContactsCsv(ContactStore contacts) {
    this.contacts = contacts;
  }

  /** The file, as {@link ExportedFile#publish} reads it. */
  Publisher<byte[]> of(String account, @Nullable String query) {
    return new ExportedFile<Contact>(
            before -> contacts.list(account, query, null, new Window(before, Window.MAX_LIMIT)),
            header(),
            ContactsCsv::rows,
            BROKEN_OFF)
        .publish();
  }

  private static String header() {
    var names = new ArrayList<>(List.of("contact", "userId", "anonymousIds"));
    names.addAll(FIELDS);
    names.addAll(List.of("traits", "firstIdentifiedAt", "lastIdentifiedAt"));
    return Csv.row(names);
  }

  static String rows(List<Contact> contacts) {
    var rows = new StringBuilder();
    contacts.forEach(contact -> rows.append(Csv.row(cells(contact))));
    return rows.toString();
  }

  private static List<@Nullable String> cells(Contact contact) {
    var cells = new ArrayList<@Nullable String>();
    cells.add(contact.person().id());
    cells.add(contact.person().isUser() ? contact.person().id() : null);
    cells.add(String.join(" ", contact.anonymousIds()));
    Map<String, String> fields = contact.shownFields();
    FIELDS.forEach(field -> cells.add(plain(fields.get(field))));
    cells.add(Json.write(contact.shownTraits()));
    cells.add(String.valueOf(contact.firstIdentifiedAt()));
    cells.add(String.valueOf(contact.lastIdentifiedAt()));
    return cells;
  }

  private static @Nullable String plain(@Nullable String json) {
    return json == null ? null : PlainText.of(json);
  }
}
