package dev.inlet.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its private key in a PKCS#12 file (RFC 7292), which holds no other key.
 *
 * @param prefix what the names of its properties begin with, such as {@code inlet.tls.}
 * @param file the file
 * @param password of the file and the key; null when there is none
 */
public record KeyStoreFile(String prefix, Path file, @Nullable String password)
    implements CertificateFiles {

  @Override
  public ServedCertificate read() throws UnusableCertificate {
    char[] secret = password == null ? new char[0] : password.toCharArray();
    try {
      KeyStore store = open(secret);
      String alias = onlyKey(store);
      var chain =
          Arrays.stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
      var served = new ServedCertificate((PrivateKey) store.getKey(alias, secret), chain);
      if (!served.isPair()) {
        throw unusable(file + " holds a key that is not that of its certificate");
      }
      return served;
    } catch (GeneralSecurityException e) {
      throw unusable(file + " holds a key that cannot be read");
    }
  }

  private KeyStore open(char[] secret) throws UnusableCertificate, GeneralSecurityException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(file + " cannot be read");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = new ByteArrayInputStream(bytes)) {
      store.load(input, secret);
      return store;
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException
          ? new UnusableCertificate(prefix + "password", "it does not open " + file)
          : unusable(file + " is no PKCS#12 file");
    }
  }

  private String onlyKey(KeyStore store) throws UnusableCertificate, GeneralSecurityException {
    String found = null;
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getCertificateChain(alias) != null) {
        if (found != null) {
          throw unusable(file + " holds several keys: leave the one to serve with");
        }
        found = alias;
      }
    }
    if (found == null) {
      throw unusable(file + " holds no private key with a certificate");
    }
    return found;
  }

  private UnusableCertificate unusable(String problem) {
    return new UnusableCertificate(prefix + "key-store", problem);
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "KeyStoreFile[" + file + "]";
  }
}
