package dev.inlet.simulation;

import dev.inlet.storage.file.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Another disk, as it is; for those that change one thing about it. */
abstract class DiskBehind implements Disk {
  private final Disk disk;

  DiskBehind(Disk disk) {
    this.disk = disk;
  }

  /** Forces a file. */
  void force(OpenFile file) throws IOException {
    file.force();
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
    return new Handle(disk.create(file));
  }

  @Override
  public OpenFile open(Path file) throws IOException {
    return new Handle(disk.open(file));
  }

  @Override
  public OpenFile read(Path file) throws IOException {
    return disk.read(file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    disk.move(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    disk.forceFolder(folder);
  }

  private final class Handle implements OpenFile {
    private final OpenFile file;

    private Handle(OpenFile file) {
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
      file.write(bytes, position);
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      DiskBehind.this.force(file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
