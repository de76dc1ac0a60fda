package dev.inlet;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * Leaves the tests of a class in their order, on one thread. JUnit takes a class that runs on every
 * database for no class when it is asked which may run beside others; so all may, and this keeps
 * what is in a class from it.
 */
public final class OneAfterTheOther implements MethodOrderer {
  @Override
  public void orderMethods(MethodOrdererContext context) {}
}
