package dev.inlet.storage.file;

import java.nio.ByteBuffer;

/**
 * Calls that become durable together, as they are written.
 *
 * @param bytes the header's and the calls'; used again for the next frame
 */
record WrittenFrame(FrameHeader header, ByteBuffer bytes) {}
