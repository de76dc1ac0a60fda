package dev.inlet.sender.jitsu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes small MaxMind DB files for tests, by the public description of the format, version 2.0:
 * IPv4 only, records of 24 bits, and of data maps, lists, texts, doubles and numbers.
 */
final class MaxMindFile {
  private static final int RECORD_BITS = 24;
  private static final int IPV4_BITS = 32;
  private static final byte[] METADATA_START = {
    (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };
  private static final int DATA_SEPARATOR = 16;
  private static final int NOTHING = -1;

  /**
   * A node of the search tree: where to go on by the next bit; data lies below {@link #NOTHING}.
   */
  private static final class Node {
    private final int[] next = {NOTHING, NOTHING};
  }

  private final List<Node> nodes = new ArrayList<>(List.of(new Node()));
  private final List<Integer> dataOffsets = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Says what is known of one IPv4 address. */
  MaxMindFile with(String address, Map<String, ?> place) throws IOException {
    int bits = ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt();
    Node node = nodes.getFirst();
    for (int i = IPV4_BITS - 1; i > 0; i--) {
      node = child(node, bits >>> i & 1);
    }
    node.next[bits & 1] = NOTHING - 1 - dataOffsets.size();
    dataOffsets.add(data.size());
    write(data, place);
    return this;
  }

  private Node child(Node node, int bit) {
    if (node.next[bit] == NOTHING) {
      node.next[bit] = nodes.size();
      nodes.add(new Node());
    }
    return nodes.get(node.next[bit]);
  }

  Path writeTo(Path file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (Node node : nodes) {
      record(bytes, node.next[0]);
      record(bytes, node.next[1]);
    }
    bytes.writeBytes(new byte[DATA_SEPARATOR]);
    bytes.writeBytes(data.toByteArray());
    bytes.writeBytes(METADATA_START);
    write(bytes, metadata());
    return Files.write(file, bytes.toByteArray());
  }

  private void record(ByteArrayOutputStream out, int next) {
    int value = next;
    if (next == NOTHING) {
      value = nodes.size();
    } else if (next < NOTHING) {
      value = nodes.size() + DATA_SEPARATOR + dataOffsets.get(NOTHING - 1 - next);
    }
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "binary_format_major_version",
        2,
        "binary_format_minor_version",
        0,
        "build_epoch",
        1_700_000_000L,
        "database_type",
        "Inlet-Test-City",
        "description",
        Map.of("en", "Places for Inlet's tests"),
        "ip_version",
        4,
        "languages",
        List.of("en"),
        "node_count",
        nodes.size(),
        "record_size",
        RECORD_BITS);
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        control(out, 7, map.size());
        map.forEach(
            (name, member) -> {
              write(out, name);
              write(out, member);
            });
      }
      case List<?> list -> {
        control(out, 11, list.size());
        list.forEach(element -> write(out, element));
      }
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(out, 2, bytes.length);
        out.writeBytes(bytes);
      }
      case Double number -> {
        control(out, 3, Double.BYTES);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
      }
      case Integer number -> {
        control(out, 6, Integer.BYTES);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
      }
      case Long number -> {
        control(out, 9, Long.BYTES);
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
      }
      default -> throw new UncheckedIOException(new IOException("cannot write " + value));
    }
  }

  /** Type and size; types above 7 take a second byte. No test needs a size of 29 and more... */
  private static void control(ByteArrayOutputStream out, int type, int size) {
    int shown = Math.min(size, 29);
    out.write(type <= 7 ? type << 5 | shown : shown);
    if (type > 7) {
      out.write(type - 7);
    }
    if (size >= 29) {
      out.write(size - 29); // ...but for names of up to 284 bytes
    }
  }
}
