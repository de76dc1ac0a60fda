package dev.inlet.simulation.machine;

import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory. Every step of it takes time, in which others work; may fail, as when the disk
 * is full; and may be the last before a crash. What is not forced may be lost with the power, be
 * torn, or survive what came before it; so may the names of files, while their folder is not
 * forced.
 */
public final class SimulatedDisk implements Disk {

  /** A name that was given to a file, or taken from one. */
  private record Naming(@Nullable Path from, @Nullable Path to, @Nullable SimulatedFile file) {}

  private final Surroundings surroundings;
  private final SplittableRandom random;
  private final Map<Path, SimulatedFile> files = new TreeMap<>();
  private final Map<Path, SimulatedFile> filesOnDisk = new TreeMap<>();
  private final List<Naming> unforced = new ArrayList<>();
  private boolean hasFolder;

  /** An empty one. */
  public SimulatedDisk(Surroundings surroundings, SplittableRandom random) {
    this.surroundings = surroundings;
    this.random = random;
  }

  /** The power is gone. */
  public void lose() {
    for (Naming naming : unforced) {
      if (random.nextBoolean()) {
        take(filesOnDisk, naming);
      }
    }
    unforced.clear();
    files.clear();
    files.putAll(filesOnDisk);
    files.values().forEach(file -> file.lose(random));
  }

  private static void take(Map<Path, SimulatedFile> names, Naming naming) {
    if (naming.from() != null) {
      names.remove(naming.from());
    }
    if (naming.to() != null && naming.file() != null) {
      names.put(naming.to(), naming.file());
    }
  }

  private void rename(Naming naming) {
    take(files, naming);
    unforced.add(naming);
  }

  /** A step that may fail before or after it is done. */
  private void step(Surroundings.Step kind, Runnable work) throws IOException {
    surroundings.take(kind);
    boolean fails = surroundings.fails(kind);
    if (!fails || random.nextBoolean()) {
      work.run();
    }
    if (fails) {
      throw new IOException("The disk fails");
    }
  }

  private SimulatedFile existing(Path path) throws IOException {
    SimulatedFile file = files.get(path);
    if (file == null) {
      throw new IOException("No file " + path);
    }
    return file;
  }

  @Override
  public boolean exists(Path path) {
    return hasFolder;
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    step(Surroundings.Step.READ, () -> {});
    return files.keySet().stream().map(file -> file.getFileName().toString()).sorted().toList();
  }

  @Override
  public void createFolder(Path folder) {
    hasFolder = true;
  }

  @Override
  public OpenFile create(Path path) throws IOException {
    var created = new SimulatedFile();
    step(Surroundings.Step.NAME, () -> rename(new Naming(null, path, created)));
    return new Handle(created);
  }

  @Override
  public OpenFile open(Path path) throws IOException {
    step(Surroundings.Step.OPEN, () -> {});
    return new Handle(existing(path));
  }

  @Override
  public OpenFile read(Path path) throws IOException {
    return open(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    SimulatedFile moved = existing(from);
    step(Surroundings.Step.NAME, () -> rename(new Naming(from, to, moved)));
  }

  @Override
  public void delete(Path path) throws IOException {
    step(Surroundings.Step.NAME, () -> rename(new Naming(path, null, null)));
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    step(
        Surroundings.Step.FORCE,
        () -> {
          unforced.forEach(naming -> take(filesOnDisk, naming));
          unforced.clear();
        });
  }

  private final class Handle implements OpenFile {
    private final SimulatedFile file;

    private Handle(SimulatedFile file) {
      this.file = file;
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      step(Surroundings.Step.READ, () -> {});
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      try {
        surroundings.take(Surroundings.Step.WRITE);
      } catch (Crashed e) {
        file.write(bytes, random.nextInt(bytes.remaining() + 1), position);
        throw e;
      }
      if (surroundings.fails(Surroundings.Step.WRITE)) {
        file.write(bytes, random.nextInt(bytes.remaining() + 1), position);
        throw new IOException("No space left");
      }
      file.write(bytes, bytes.remaining(), position);
    }

    @Override
    public void truncate(long size) throws IOException {
      step(Surroundings.Step.WRITE, () -> file.truncate(size));
    }

    @Override
    public void force() throws IOException {
      surroundings.take(Surroundings.Step.FORCE);
      if (surroundings.fails(Surroundings.Step.FORCE)) {
        file.failToForce(random);
        throw new IOException("Input/output error");
      }
      file.force();
    }

    @Override
    public void close() {}
  }
}
