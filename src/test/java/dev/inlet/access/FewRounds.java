package dev.inlet.access;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.Extent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;

/**
 * Passwords of users that are hashed as in production, but in fewer rounds: those are there to take
 * time, and on a JVM without the second compiler each takes most of a second. {@code
 * PasswordCheckTest} holds how many there are in production, and the long run does them all.
 */
public final class FewRounds {
  private static final int ROUNDS = Extent.of(1_000, PasswordHash.ROUNDS);

  private FewRounds() {}

  /** Has a context that is not started yet do with fewer. */
  public static void in(ApplicationContext context) {
    context.registerBeanDefinition(
        RuntimeBeanDefinition.builder(
                UserPasswords.class,
                () ->
                    new UserPasswords(
                        context.getBean(UserStore.class), context.getBean(Ticker.class), ROUNDS))
            .singleton(true)
            .replaces(UserPasswords.class)
            .build());
  }
}
