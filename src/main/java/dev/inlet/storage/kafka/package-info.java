/**
 * Kafka as the journal: calls become durable on a topic, from where they are moved into the journal
 * in PostgreSQL, each once.
 */
@NullMarked
package dev.inlet.storage.kafka;

import org.jspecify.annotations.NullMarked;
