/** The feed of changes, sent to Kafka. */
@NullMarked
package dev.inlet.kafka;

import org.jspecify.annotations.NullMarked;
