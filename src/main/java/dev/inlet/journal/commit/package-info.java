/**
 * Group commit: calls that wait become durable together. Start reading at {@link
 * dev.inlet.journal.commit.GroupCommit}.
 */
@NullMarked
package dev.inlet.journal.commit;

import org.jspecify.annotations.NullMarked;
