package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressesTest {
  private static boolean isAllowed(String address, boolean allowsPrivate)
      throws UnknownHostException {
    return TargetAddresses.isAllowed(InetAddress.getByName(address), allowsPrivate);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "93.184.216.34",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::1"
      })
  void whatIsRoutedOnTheInternetIsAllowed(String address) throws UnknownHostException {
    assertEquals(true, isAllowed(address, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.255", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.0.0.170", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "::1", "fc00::1", "fd12:3456::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1"
      })
  void privateOnesAreAllowedWhenTheOperatorSaysSo(String address) throws UnknownHostException {
    assertEquals(false, isAllowed(address, false));
    assertEquals(true, isAllowed(address, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "169.254.169.254",
        "169.254.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "fe80::1",
        "ff02::1",
        "fd00:ec2::254",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "3fff::1",
        "fec0::1",
        "::ffff:169.254.169.254",
        "::10.0.0.1"
      })
  void othersAreNeverAllowed(String address) throws UnknownHostException {
    assertEquals(false, isAllowed(address, false));
    assertEquals(false, isAllowed(address, true));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,127.0.0.1",
    "LocalHost,127.0.0.1",
    "a.localhost,127.0.0.1",
    "10.1.2.3,10.1.2.3",
    "[::1],::1",
    "[::ffff:10.0.0.1],10.0.0.1"
  })
  void whatStandsInAUrlAsAnAddressIsFoundWithoutALook(String host, String address)
      throws UnknownHostException {
    assertEquals(InetAddress.getByName(address), TargetAddresses.written(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "localhost.example", "10.0.0.1.example"})
  void namesAreLookedUpWhenTheyAreSentTo(String host) {
    assertNull(TargetAddresses.written(host));
  }
}
