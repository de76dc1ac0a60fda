package dev.inlet.endpoint.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.0, true",
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.77/25, 203.0.113.1, true",
    "203.0.113.77/25, 203.0.113.128, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.6, false",
    "0.0.0.0/0, 198.51.100.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1/128, ::1, true",
    "::ffff:10.0.0.0/8, 10.1.2.3, true",
  })
  void rangeHoldsWhatBeginsWithItsBits(String range, String address, boolean isHeld) {
    AddressRange read = AddressRange.read(range);

    assertNotNull(read);
    assertEquals(isHeld, read.holds(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "::/129",
        "localhost",
        "10.0.0/8"
      })
  void whatIsNoRangeIsNotRead(String text) {
    assertNull(AddressRange.read(text));
  }

  @Test
  void addressThatNobodyKnowsIsAllowedOnlyWhereAllAre() {
    AddressRange all = AddressRange.read("0.0.0.0/0");

    assertFalse(new AllowedAddresses(List.of(all)).hold(null));
    assertEquals(true, new AllowedAddresses(List.of()).hold(null));
  }
}
