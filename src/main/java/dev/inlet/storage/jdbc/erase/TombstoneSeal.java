package dev.inlet.storage.jdbc.erase;

import dev.inlet.codec.SealedText;
import dev.inlet.forward.Seal;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;

/** Seals under a key that is made of the tombstones'. */
@Singleton
final class TombstoneSeal implements Seal {
  private static final String NOBODYS = "";

  private final Database database;
  private final AdminDatabase administration;
  private final TombstoneKey key;

  TombstoneSeal(Database database, AdminDatabase administration, TombstoneKey key) {
    this.database = database;
    this.administration = administration;
    this.key = key;
  }

  @Override
  public String seal(String text) {
    byte[] secret = database.write(connection -> key.digestForErasing(connection).keyOf("sealed"));
    return SealedText.seal(secret, NOBODYS, text);
  }

  @Override
  public String open(String sealed) {
    byte[] secret =
        administration.read(
            connection -> {
              PersonDigest digest = key.digest(connection);
              if (digest == null) {
                throw new IllegalStateException("the tombstones' key is gone");
              }
              return digest.keyOf("sealed");
            });
    String opened = SealedText.open(secret, NOBODYS, sealed);
    if (opened == null) {
      throw new IllegalStateException("it was sealed under another key");
    }
    return opened;
  }
}
