package dev.inlet.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Whether anybody may come in without the password: in the dev environment, to a console that is
 * bound to loopback. Which requests may is for the faces to say.
 */
@Singleton
public final class DevAccess {
  private final boolean development;
  private final boolean configured;

  DevAccess(Environment environment, @Property(name = "inlet.console.host") String host) {
    this.development = environment.getActiveNames().contains(Environment.DEVELOPMENT);
    this.configured = development && isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether this is the dev environment. */
  boolean isDevelopment() {
    return development;
  }

  /** Whether there is a way in without the password at all. */
  public boolean isConfigured() {
    return configured;
  }
}
