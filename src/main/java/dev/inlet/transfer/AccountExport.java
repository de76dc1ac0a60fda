package dev.inlet.transfer;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.company.CompanyStore.Member;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.Version;
import dev.inlet.operate.export.ExportedFile;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What is stored of an account as a file: a line of JSON for each thing, with all that {@link
 * AccountImport} needs to take it in as it is. It is read and sent piece by piece, however much
 * there is. What changes meanwhile is in it as it was before or after.
 */
@Singleton
public final class AccountExport {
  private static final String BROKEN_OFF =
      "THIS FILE IS NOT WHOLE: reading the account failed here. Export it again";

  private static final int ROWS = 500;

  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;
  private final AuditLog audit;
  private final InstantSource clock;

  AccountExport(
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      AuditLog audit,
      InstantSource clock) {
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
    this.audit = audit;
    this.clock = clock;
  }

  /** What the file is called. */
  public static String fileName(String account) {
    return "inlet-" + account + ".ndjson";
  }

  /** The file, as {@link ExportedFile#publish} reads it; that it is asked for is noted before. */
  public Publisher<byte[]> of(String account) {
    audit.noteFirst(Deed.in(account, Action.ACCOUNT_EXPORTED, account));
    var walk = new Walk(account);
    return new ExportedFile<String>(
            place -> walk.next(),
            RecordText.beginning(account, Version.get(), clock.instant()) + "\n",
            AccountExport::lines,
            RecordText.broken(BROKEN_OFF) + "\n")
        .publish();
  }

  /** Line breaks that senders put between what they wrote would end a line too soon. */
  private static String lines(List<String> records) {
    var lines = new StringBuilder();
    for (String one : records) {
      lines.append(one.replace('\n', ' ').replace('\r', ' ')).append('\n');
    }
    return lines.toString();
  }

  /** Goes through all there is, one kind after the other, for one reader. */
  private final class Walk {
    private static final long MORE = 1;

    private final String account;
    private final List<Stage> stages;
    private long count = 1;
    private @Nullable String company;
    private @Nullable Person person;
    private @Nullable Member member;
    private long event = Long.MAX_VALUE;
    private long pageView = Long.MAX_VALUE;

    Walk(String account) {
      this.account = account;
      this.stages =
          new ArrayList<>(
              List.of(
                  this::companies, this::contacts, this::memberships, this::events, this::pages));
    }

    /** Some lines more. */
    Listing<String> next() {
      if (stages.isEmpty()) {
        return new Listing<>(List.of(RecordText.end(count)), null);
      }
      var lines = new ArrayList<String>();
      if (!stages.getFirst().read(lines)) {
        stages.removeFirst();
      }
      count += lines.size();
      return new Listing<>(lines, MORE);
    }

    private boolean companies(List<String> lines) {
      List<Company> found = companies.after(account, company, ROWS);
      found.forEach(one -> lines.addAll(RecordText.company(one)));
      company = found.isEmpty() ? company : found.getLast().groupId();
      return !found.isEmpty();
    }

    private boolean contacts(List<String> lines) {
      List<PersonState> found = contacts.after(account, person, ROWS);
      found.forEach(one -> lines.addAll(RecordText.contact(one)));
      person = found.isEmpty() ? person : found.getLast().person();
      return !found.isEmpty();
    }

    private boolean memberships(List<String> lines) {
      List<Member> found = companies.membersAfter(account, member, ROWS);
      found.forEach(one -> lines.add(RecordText.membership(one)));
      member = found.isEmpty() ? member : found.getLast();
      return !found.isEmpty();
    }

    /** Those stored last come first, so that they are listed in that order after an import, too. */
    private boolean events(List<String> lines) {
      Listing<Stored<Event>> found =
          activities.events(account, null, new Window(event, Window.MAX_LIMIT));
      found.items().forEach(one -> lines.add(RecordText.event(one)));
      event = Objects.requireNonNullElse(found.next(), event);
      return found.next() != null;
    }

    private boolean pages(List<String> lines) {
      Listing<Stored<PageView>> found =
          activities.pageViews(account, null, new Window(pageView, Window.MAX_LIMIT));
      found.items().forEach(one -> lines.add(RecordText.pageView(one)));
      pageView = Objects.requireNonNullElse(found.next(), pageView);
      return found.next() != null;
    }
  }

  /** One kind of things. */
  @FunctionalInterface
  private interface Stage {
    /** Adds the lines of some more of them; false when those are the last. */
    boolean read(List<String> lines);
  }
}
