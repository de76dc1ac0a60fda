package dev.inlet.operate;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which of the instances that people look after this is. */
@Singleton
public final class ThisInstance {
  private final String name;
  private final String environment;

  ThisInstance(Environment environment, @Property(name = "micronaut.server.port") int publicPort) {
    this.name = host() + ":" + publicPort;
    Set<String> names = new TreeSet<>(environment.getActiveNames());
    names.remove(Environment.TEST);
    this.environment = names.isEmpty() ? "production" : String.join(", ", names);
  }

  private static String host() {
    return Optional.ofNullable(System.getenv("HOSTNAME"))
        .filter(host -> !host.isBlank())
        .orElseGet(
            () -> {
              try {
                return InetAddress.getLocalHost().getHostName();
              } catch (UnknownHostException e) {
                return "localhost";
              }
            });
  }

  /** Its host, and its public port. */
  public String name() {
    return name;
  }

  /** The environments it was started in; {@code production} when none was named. */
  public String environment() {
    return environment;
  }
}
