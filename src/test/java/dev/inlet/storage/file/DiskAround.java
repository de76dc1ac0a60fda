package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Another disk, behind something that is told of each change before it happens. Where nothing else
 * is said of a kind of change, it happens.
 */
public abstract class DiskAround implements Disk {
  private final Disk disk;

  /** Around the real disk. */
  protected DiskAround() {
    this(new NioDisk());
  }

  protected DiskAround(Disk disk) {
    this.disk = disk;
  }

  /** A change that is to happen. */
  @FunctionalInterface
  public interface Change {
    void happen() throws IOException;
  }

  protected void creating(Path file, Change create) throws IOException {
    create.happen();
  }

  protected void writing(Path file, long position, ByteBuffer bytes, Change write)
      throws IOException {
    write.happen();
  }

  protected void truncating(Path file, long size, Change truncate) throws IOException {
    truncate.happen();
  }

  protected void forcing(Path file, Change force) throws IOException {
    force.happen();
  }

  protected void moving(Path from, Path to, Change move) throws IOException {
    move.happen();
  }

  protected void deleting(Path path, Change delete) throws IOException {
    delete.happen();
  }

  protected void forcingFolder(Path folder, Change force) throws IOException {
    force.happen();
  }

  @Override
  public boolean exists(Path path) {
    return disk.exists(path);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    disk.createFolder(folder);
  }

  @Override
  public OpenFile create(Path file) throws IOException {
    creating(file, () -> disk.create(file).close());
    return open(file);
  }

  @Override
  public OpenFile open(Path file) throws IOException {
    return new Around(file, disk.open(file));
  }

  @Override
  public OpenFile read(Path file) throws IOException {
    return disk.read(file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    moving(from, to, () -> disk.move(from, to));
  }

  @Override
  public void delete(Path path) throws IOException {
    deleting(path, () -> disk.delete(path));
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    forcingFolder(folder, () -> disk.forceFolder(folder));
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
