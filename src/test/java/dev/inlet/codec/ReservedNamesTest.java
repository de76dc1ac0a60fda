package dev.inlet.codec;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"firstName", "firstname", "first_name", "FIRST NAME", "First-Name"})
  void nameIsFoundInAnySpelling(String spelling) {
    assertEquals(
        Map.of("firstName", "\"Ada\""),
        ReservedNames.CONTACT.find(object("{\"" + spelling + "\":\"Ada\"}")));
  }

  @ParameterizedTest
  @CsvSource({
    "zip,postalCode",
    "ZIP_CODE,postalCode",
    "photoUrl,avatar",
    "avatar_url,avatar",
    "created,createdAt",
    "phones,phone",
    "created_at,createdAt"
  })
  void contactTraitsHaveSynonyms(String sent, String canonical) {
    assertEquals(
        Map.of(canonical, "1"), ReservedNames.CONTACT.find(object("{\"" + sent + "\":1}")));
  }

  @Nested
  class OfSeveralSpellings {
    private String phone(String json) {
      return ReservedNames.CONTACT.find(object(json)).getOrDefault("phone", "absent");
    }

    @Test
    void canonicalWinsWhereverItStands() {
      assertEquals("1", phone("{\"phone\":1,\"Phone\":2,\"phones\":3}"));
      assertEquals("1", phone("{\"phones\":3,\"Phone\":2,\"phone\":1}"));
    }

    @Test
    void lastWinsAmongTheOthers() {
      assertEquals("2", phone("{\"PHONE\":1,\"Phone\":2}"));
      assertEquals("1", phone("{\"Phone\":2,\"PHONE\":1}"));
      assertEquals("3", phone("{\"Phone\":1,\"PHONE\":2,\"Phone\":3}"));
    }

    @Test
    void synonymCountsOnlyWithoutTheNameItself() {
      assertEquals("1", phone("{\"PHONE\":1,\"phones\":2}"));
      assertEquals("1", phone("{\"phones\":2,\"PHONE\":1}"));
      assertEquals("2", phone("{\"phones\":2}"));
    }

    @Test
    void lastSynonymWins() {
      assertEquals(
          "2",
          ReservedNames.CONTACT.find(object("{\"photoUrl\":1,\"avatarUrl\":2}")).get("avatar"));
    }

    @Test
    void canonicalNullStillWins() {
      assertEquals("null", phone("{\"phone\":null,\"Phone\":2}"));
    }
  }

  @Test
  void customNamesAreNotReserved() {
    assertEquals(Map.of(), ReservedNames.CONTACT.find(object("{\"plan\":1,\"emails\":2,\"\":3}")));
    assertNull(ReservedNames.CONTACT.canonical("favouriteColour"));
    assertEquals("email", ReservedNames.CONTACT.canonical("E-MAIL"));
  }

  @Test
  void contactHasTheFieldsOfTheSpec() {
    assertEquals(
        List.of(
            "address",
            "age",
            "avatar",
            "birthday",
            "company",
            "createdAt",
            "description",
            "email",
            "firstName",
            "gender",
            "id",
            "lastName",
            "name",
            "phone",
            "title",
            "username",
            "website",
            "street",
            "city",
            "state",
            "postalCode",
            "country"),
        ReservedNames.CONTACT.canonicals());
  }

  @Test
  void companyHasTheFieldsOfTheSpec() {
    assertEquals(
        List.of(
            "address",
            "avatar",
            "createdAt",
            "description",
            "email",
            "employees",
            "id",
            "industry",
            "name",
            "phone",
            "website",
            "plan",
            "street",
            "city",
            "state",
            "postalCode",
            "country"),
        ReservedNames.COMPANY.canonicals());
  }

  @Test
  void valuesStayAsTheyWereSent() {
    assertEquals(
        Map.of("age", "9007199254740993", "address", "{ \"city\" : 1.10 }"),
        ReservedNames.CONTACT.find(
            object("{\"age\":9007199254740993,\"address\":{ \"city\" : 1.10 }}")));
  }
}
