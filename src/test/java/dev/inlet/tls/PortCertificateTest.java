package dev.inlet.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCertificateTest {
  @TempDir Path folder;

  private final MadeCertificate before = MadeCertificate.fresh();
  private final MadeCertificate after = MadeCertificate.fresh();
  private final List<Object> followed = new ArrayList<>();
  private PortCertificate certificate;

  @BeforeEach
  void read() throws Exception {
    before.writeTo(folder);
    certificate =
        PortCertificate.of(
            new PemFiles(
                "inlet.tls.", folder.resolve("certificate.pem"), folder.resolve("key.pem"), null));
    certificate.follow(served -> followed.add(served.leaf()));
  }

  @Test
  void renewedOneIsFollowedOnceItsFilesRest() throws Exception {
    after.writeTo(folder);

    assertFalse(certificate.look(), "just written, and perhaps not all of it");
    assertTrue(certificate.look());
    assertFalse(certificate.look());

    assertEquals(List.of(before.certificate(), after.certificate()), followed);
  }

  @Test
  void filesThatAreWrittenOneAfterTheOtherAreReadTogether() throws Exception {
    Files.writeString(folder.resolve("certificate.pem"), after.certificatePem());
    assertFalse(certificate.look());
    Files.writeString(folder.resolve("key.pem"), after.keyPem());
    assertFalse(certificate.look());

    assertTrue(certificate.look());
    assertEquals(after.certificate(), certificate.current().leaf());
  }

  @Test
  void badOneIsToldOnceAndTheOldOneStays() throws Exception {
    Files.writeString(folder.resolve("key.pem"), after.keyPem());
    certificate.look();

    UnusableCertificate told = assertThrows(UnusableCertificate.class, certificate::look);

    assertTrue(told.problem().contains("is not that of the certificate"), told.problem());
    assertFalse(certificate.look());
    assertEquals(before.certificate(), certificate.current().leaf());

    Files.writeString(folder.resolve("certificate.pem"), after.certificatePem());
    certificate.look();
    assertTrue(certificate.look());
  }

  @Test
  void filesThatGoAwayLeaveTheOldOneAndComeBack() throws Exception {
    Files.delete(folder.resolve("key.pem"));
    certificate.look();
    assertThrows(UnusableCertificate.class, certificate::look);

    after.writeTo(folder);
    certificate.look();

    assertTrue(certificate.look());
  }

  @Test
  void linkThatLeadsElsewhereIsFollowed() throws Exception {
    Path old = Files.createDirectory(folder.resolve("old"));
    Path renewed = Files.createDirectory(folder.resolve("renewed"));
    before.writeTo(old);
    after.writeTo(renewed);
    Path link = Files.createSymbolicLink(folder.resolve("data"), old);
    PortCertificate linked =
        PortCertificate.of(
            new PemFiles(
                "inlet.tls.", link.resolve("certificate.pem"), link.resolve("key.pem"), null));

    // As Kubernetes renews the files of a secret.
    Path next = Files.createSymbolicLink(folder.resolve("next"), renewed);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    linked.look();

    assertTrue(linked.look());
    assertEquals(after.certificate(), linked.current().leaf());
  }

  @Test
  void sameCertificateWrittenAgainIsNoOther() throws Exception {
    Files.setLastModifiedTime(folder.resolve("key.pem"), FileTime.fromMillis(1));
    certificate.look();

    assertFalse(certificate.look());
  }
}
