package dev.inlet.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The certificate that a port is served with, which follows its files. One that cannot be served
 * with never takes the place of one that can.
 *
 * <p>Safe for use by several threads.
 */
public final class PortCertificate {
  private final CertificateFiles files;
  private final List<Consumer<ServedCertificate>> followers = new CopyOnWriteArrayList<>();
  private volatile ServedCertificate current;
  private List<Object> known;
  private List<Object> seen;

  private PortCertificate(CertificateFiles files) throws UnusableCertificate {
    this.files = files;
    this.known = stamps();
    this.seen = known;
    this.current = files.read();
  }

  /**
   * Reads a certificate.
   *
   * @throws UnusableCertificate when it cannot be served with
   */
  public static PortCertificate of(CertificateFiles files) throws UnusableCertificate {
    return new PortCertificate(files);
  }

  /** The newest one that can be served with. */
  public ServedCertificate current() {
    return current;
  }

  /** Tells of the certificate now, and of each that takes its place. */
  public synchronized void follow(Consumer<ServedCertificate> follower) {
    followers.add(follower);
    follower.accept(current);
  }

  /**
   * Looks at the files, and reads them once they have changed and are the same as at the look
   * before: whoever renews them writes one after the other.
   *
   * @return whether there is another certificate now
   * @throws UnusableCertificate when there would be, but for this; told once for each change
   */
  public synchronized boolean look() throws UnusableCertificate {
    List<Object> found = stamps();
    boolean isSettled = found.equals(seen);
    seen = found;
    if (!isSettled || found.equals(known)) {
      return false;
    }
    known = found;
    ServedCertificate read = files.read();
    boolean isOther = !read.chain().equals(current.chain());
    current = read;
    followers.forEach(follower -> follower.accept(read));
    return isOther;
  }

  /** What tells one state of the files from another. Links are followed. */
  private List<Object> stamps() {
    var stamps = new ArrayList<Object>();
    for (Path file : files.files()) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.add(
            List.of(found.lastModifiedTime(), found.size(), Objects.toString(found.fileKey())));
      } catch (IOException e) {
        stamps.add("away");
      }
    }
    return stamps;
  }
}
