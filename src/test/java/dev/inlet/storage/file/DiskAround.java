package dev.inlet.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The real disk, behind something that is told of each change before it happens. */
public abstract class DiskAround implements Disk {
  private final Disk real = new NioDisk();

  /** A change that is to happen. */
  @FunctionalInterface
  public interface Change {
    void happen() throws IOException;
  }

  protected abstract void creating(Path file, Change create) throws IOException;

  protected abstract void writing(Path file, long position, ByteBuffer bytes, Change write)
      throws IOException;

  protected abstract void truncating(Path file, long size, Change truncate) throws IOException;

  protected abstract void forcing(Path file, Change force) throws IOException;

  protected abstract void moving(Path from, Path to, Change move) throws IOException;

  protected abstract void deleting(Path path, Change delete) throws IOException;

  protected abstract void forcingFolder(Path folder, Change force) throws IOException;

  @Override
  public boolean exists(Path path) {
    return real.exists(path);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return real.list(folder);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    real.createFolder(folder);
  }

  @Override
  public OpenFile create(Path file) throws IOException {
    creating(file, () -> real.create(file).close());
    return open(file);
  }

  @Override
  public OpenFile open(Path file) throws IOException {
    return new Around(file, real.open(file));
  }

  @Override
  public OpenFile read(Path file) throws IOException {
    return real.read(file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    moving(from, to, () -> real.move(from, to));
  }

  @Override
  public void delete(Path path) throws IOException {
    deleting(path, () -> real.delete(path));
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    forcingFolder(folder, () -> real.forceFolder(folder));
  }

  private final class Around implements OpenFile {
    private final Path name;
    private final OpenFile file;

    private Around(Path name, OpenFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      file.read(into, position);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      writing(name, position, bytes.duplicate(), () -> file.write(bytes, position));
    }

    @Override
    public void truncate(long size) throws IOException {
      truncating(name, size, () -> file.truncate(size));
    }

    @Override
    public void force() throws IOException {
      forcing(name, file::force);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
