package dev.inlet.storage.copy;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A column, whose values have one form on both databases. */
record Column(String name, Kind kind) {

  /** What its values are. */
  enum Kind {
    /** {@link String}s. */
    TEXT(Types.VARCHAR),
    /** {@link Long}s, whatever the column's width. */
    NUMBER(Types.BIGINT),
    /** {@link BigDecimal}s without zeros at their end. */
    DECIMAL(Types.NUMERIC),
    /** {@link Boolean}s. */
    TRUTH(Types.BOOLEAN),
    /** {@link Instant}s, in microseconds. */
    TIME(Types.TIMESTAMP_WITH_TIMEZONE),
    /** Bytes. */
    BYTES(Types.BINARY);

    private final int type;

    Kind(int type) {
      this.type = type;
    }

    /**
     * The kind of a column of H2's.
     *
     * @throws IllegalStateException when it is of a type that nobody has taught us
     */
    static Kind of(String table, String column, String type) {
      return switch (type) {
        case "CHARACTER VARYING" -> TEXT;
        case "BIGINT", "INTEGER", "SMALLINT" -> NUMBER;
        case "DECFLOAT", "NUMERIC" -> DECIMAL;
        case "BOOLEAN" -> TRUTH;
        case "TIMESTAMP WITH TIME ZONE" -> TIME;
        case "BINARY VARYING" -> BYTES;
        default ->
            throw new IllegalStateException(
                "%s.%s is of the type %s, which inlet copy cannot carry over"
                    .formatted(table, column, type));
      };
    }
  }

  /** Reads its value; null for none. */
  @Nullable Object read(ResultSet row, int place) throws SQLException {
    return switch (kind) {
      case TEXT -> row.getString(place);
      case NUMBER -> orNull(row, row.getLong(place));
      case DECIMAL -> {
        BigDecimal number = row.getBigDecimal(place);
        yield number == null ? null : number.stripTrailingZeros();
      }
      case TRUTH -> orNull(row, row.getBoolean(place));
      case TIME -> {
        OffsetDateTime time = row.getObject(place, OffsetDateTime.class);
        yield time == null ? null : time.toInstant();
      }
      case BYTES -> row.getBytes(place);
    };
  }

  private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
    return row.wasNull() ? null : value;
  }

  /** Sets a value of it. */
  void write(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
    if (value == null) {
      statement.setNull(place, kind.type);
    } else if (value instanceof Instant time) {
      statement.setObject(place, time.atOffset(ZoneOffset.UTC));
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(place, bytes);
    } else {
      statement.setObject(place, value);
    }
  }
}
