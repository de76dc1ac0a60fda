package dev.inlet.transfer;

import dev.inlet.activity.ActivityStore;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactStore;
import dev.inlet.erase.Tombstones;
import dev.inlet.forward.ChangeStore;
import dev.inlet.journal.CallRejected;
import dev.inlet.journal.Progress;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.process.OldMessages;
import dev.inlet.transfer.AccountImport.Line;
import dev.inlet.transfer.AccountImport.RefusedLine;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What becomes of lines that could be read, within one transaction. */
@Singleton
final class ImportTransaction {
  private final Progress progress;
  private final Tombstones tombstones;
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;
  private final OldMessages messages;
  private final ImportedAccounts accounts;
  private final ChangeStore feed;

  ImportTransaction(
      Progress progress,
      Tombstones tombstones,
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      OldMessages messages,
      ImportedAccounts accounts,
      ChangeStore feed) {
    this.progress = progress;
    this.tombstones = tombstones;
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
    this.messages = messages;
    this.accounts = accounts;
    this.feed = feed;
  }

  /**
   * What came of lines.
   *
   * @param changes how many the feed tells of
   * @param leftOut how many lines have something in them about people who were erased
   * @param refused those that belong to nothing that is known
   */
  record Done(long changes, long leftOut, List<RefusedLine> refused) {}

  /**
   * Takes lines in.
   *
   * @throws CallRejected when one of them, whichever, cannot be taken in
   * @throws TooMuchAtOnce when they change more than is allowed together
   */
  Done take(String accountId, List<Line> lines, Allowance allowance, Instant now) {
    progress.lockMark();
    var erased = ErasedPeople.among(tombstones, accountId, lines);
    var changes = new FeedOfImport();
    var people = new ImportedPeople(accountId, allowance, contacts, companies, changes);
    List<RefusedLine> refused = people.take(lines, erased);
    new ImportedActivities(accountId, activities, messages, accounts, changes)
        .take(lines, erased, now);
    changes.appendTo(feed, accountId, now);
    return new Done(changes.count(), erased.leftOut(), refused);
  }
}
