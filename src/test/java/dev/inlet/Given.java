package dev.inlet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A field that a test need not fill: a {@link RunningInlet}, {@link Stores} or a {@link Chromium}.
 *
 * <pre>{@code
 * class KeysIT {
 *   @Given private static RunningInlet inlet;
 *
 *   @Test
 *   void aKeyOpens() {
 *     String key = inlet.newKey(inlet.newAccount());
 *   }
 * }
 * }</pre>
 *
 * <p>All classes of a run that ask for the same on the same thread have the same one, which ends
 * with the run. So a test makes accounts of its own, and leaves everything else as it found it.
 * Whoever cannot asks for one {@link #per} class or test.
 *
 * <p>A server takes up to two seconds to answer 200, since others use the machine too.
 *
 * <p>A static field is filled before {@code @BeforeAll}, another before {@code @BeforeEach}. In a
 * class that runs {@link OnEveryDatabase} fields are not static, and what is in them stores in the
 * database of that run; in every other class it stores in H2.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GivenFields.class)
public @interface Given {
  /** Properties it is started with, each as {@code name=value}. */
  String[] value() default {};

  /** The environment a server is started in, such as {@code dev}. */
  String environment() default "";

  /** Who has the same one. */
  Per per() default Per.RUN;

  /** How long it is there, and so who else may find what a test did to it. */
  enum Per {
    /** All classes of the run that ask for the same, on one thread. */
    RUN,
    /** The tests of one class; on every database, those on the same one. */
    CLASS,
    /** One test; the field is not static. */
    TEST
  }
}
