package dev.inlet.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.contact.Person;
import dev.inlet.forward.NewChange.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PieceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person ANN = Person.user("ann \"of\" Ü");
  private static final Source SOURCE = new Source("m\\1", "{\"a\":[1,\"]\"]}");
  private static final Source OTHER = new Source("m2", "{\"b\":2}");

  private static final List<NewChange> ALL =
      List.of(
          NewChange.contactUpdated(ANN, List.of("email", "a,b"), SOURCE),
          NewChange.contactMerged(ANN, "browser", List.of(), OTHER),
          NewChange.companyUpdated("g 1", List.of("name"), new Source("m3", null)),
          NewChange.membershipAdded(Person.anonymous("x"), "g 1", SOURCE),
          NewChange.received(ChangeType.EVENT_RECEIVED, 17, null),
          NewChange.received(ChangeType.PAGE_RECEIVED, 18, "{\"b\":2}"),
          NewChange.received(ChangeType.SCREEN_RECEIVED, 19, null));

  private static Piece piece(List<NewChange> changes) {
    return new Piece(7, "acme", NOON, PieceText.write(changes).getFirst());
  }

  private static List<NewChange> changes(List<Piece.Placed> placed) {
    return placed.stream().map(Piece.Placed::change).toList();
  }

  @Nested
  class Text {

    @Test
    void everyChangeComesBackAsItWas() {
      assertEquals(ALL, changes(piece(ALL).after(Position.START)));
    }

    @Test
    void anEventTakesAFewCharacters() {
      assertEquals(
          "[[],[\"ev\",[\"17\"]]]",
          PieceText.write(List.of(NewChange.received(ChangeType.EVENT_RECEIVED, 17, null)))
              .getFirst());
    }

    @Test
    void settingsOfManyCallsAreKeptOnce() {
      String text = PieceText.write(List.of(ALL.get(0), ALL.get(3))).getFirst();

      assertEquals(text.indexOf("{\"a\""), text.lastIndexOf("{\"a\""), text);
    }

    @Test
    void whatIsLongIsDivided() {
      var many = new ArrayList<NewChange>();
      for (int i = 0; i < 5_000; i++) {
        many.add(NewChange.contactUpdated(Person.user("user " + i), List.of("email"), OTHER));
      }

      List<String> texts = PieceText.write(many);

      assertTrue(texts.size() > 3, () -> "only " + texts.size());
      var read = new ArrayList<NewChange>();
      for (String text : texts) {
        assertTrue(text.length() < 33_000, () -> "one of " + text.length());
        read.addAll(PieceText.read(text));
      }
      assertEquals(many, read);
    }
  }

  @Nested
  class Positions {

    @Test
    void aReaderGoesOnBehindEachChange() {
      Piece piece = piece(ALL);
      List<Piece.Placed> all = piece.after(Position.START);
      for (int i = 0; i < ALL.size(); i++) {
        assertEquals(ALL.subList(i + 1, ALL.size()), changes(piece.after(all.get(i).position())));
      }
    }

    @Test
    void theLastChangeStandsAtTheEndOfItsPiece() {
      assertEquals(Position.endOf(7), piece(ALL).after(Position.START).getLast().position());
    }

    @Test
    void theyComeBackFromTheirText() {
      for (Position position : List.of(Position.START, Position.endOf(12), new Position(3, 4))) {
        assertEquals(position, Position.read(position.text()).orElseThrow());
      }
    }

    @Test
    void whatIsNoneIsNotTakenForOne() {
      for (String text : List.of("", "x", "MTI", "LTEuMQ", "MS4tMQ", "MS4yLjM", "%%%", "1.2")) {
        assertTrue(Position.read(text).isEmpty(), text);
      }
    }

    @Test
    void theyAreOrderedAsTheyAreRead() {
      var first = new Position(1, 0);
      assertTrue(first.compareTo(new Position(1, 1)) < 0);
      assertTrue(Position.endOf(1).compareTo(first) > 0);
      assertTrue(Position.endOf(1).compareTo(new Position(2, 0)) < 0);
    }
  }

  @Nested
  class Erasing {

    @Test
    void whatIsAboutSomebodyGoesAndTheOthersKeepTheirPlaces() {
      Piece piece = piece(ALL);
      List<Piece.Placed> before = piece.after(Position.START);

      Piece without = piece.without(ANN::equals);

      assertEquals(before.subList(2, before.size()), without.after(Position.START));
      assertTrue(!without.text().contains("ann"), without::text);
    }

    @Test
    void aPieceWithoutThemIsTheSame() {
      Piece piece = piece(ALL).without(ANN::equals);

      assertSame(piece, piece.without(ANN::equals));
    }

    @Test
    void thatSomebodyWasErasedStays() {
      Piece piece = piece(List.of(NewChange.contactErased(List.of(ANN), Source.NONE)));

      assertSame(piece, piece.without(ANN::equals));
    }
  }
}
