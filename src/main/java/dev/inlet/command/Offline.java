package dev.inlet.command;

import dev.inlet.account.SettingDefinition;
import dev.inlet.account.SettingsSchema;
import dev.inlet.call.CallType;
import dev.inlet.command.remote.Failed;
import dev.inlet.config.QuietLog;
import dev.inlet.config.WrongValues;
import dev.inlet.delivery.CallTypes;
import dev.inlet.operate.BackupsAtRest;
import dev.inlet.operate.CopyAtRest;
import dev.inlet.operate.DataAtRest;
import dev.inlet.operate.OperationRefused;
import dev.inlet.tls.ServerTls;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfiguration;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.DefaultApplicationContextBuilder;
import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Inlet's configuration as a server would read it, and the data as it lies there: nothing of the
 * server itself is started.
 */
final class Offline implements AutoCloseable {
  private static final String INLET = "dev.inlet.";
  private static final List<String> WANTED =
      List.of(INLET + "config.", INLET + "storage.inspect.", INLET + "storage.copy.");

  private final ApplicationContext context;

  private Offline(ApplicationContext context) {
    this.context = context;
  }

  /**
   * Reads the configuration.
   *
   * @param variables of the environment
   * @throws RuntimeException when something in it is wrong, as a start does
   */
  static Offline open(Map<String, String> variables) {
    return open(variables, new Object[0]);
  }

  /**
   * Reads the configuration to look at it.
   *
   * @param wrong gets the wrong values of Inlet's own settings, all of them
   * @throws RuntimeException when something else in it is wrong
   */
  static Offline look(Map<String, String> variables, WrongValues wrong) {
    return open(variables, wrong);
  }

  private static Offline open(Map<String, String> variables, Object... beans) {
    QuietLog.begin();
    String environments = variables.getOrDefault("MICRONAUT_ENVIRONMENTS", "");
    return new Offline(
        new Builder()
            .environments(environments.isBlank() ? new String[0] : environments.strip().split(","))
            .banner(false)
            .bootstrapEnvironment(false)
            .environmentPropertySource(false)
            .propertySources(new Variables(variables))
            .singletons(beans)
            .build()
            .start());
  }

  /**
   * Does work with the configuration and the data.
   *
   * @param variables of the environment
   * @throws Failed when it cannot be done, such as for a value that no server starts with
   */
  static <T> T use(Map<String, String> variables, Function<Offline, T> work) {
    try (Offline offline = open(variables)) {
      return work.apply(offline);
    } catch (Failed e) {
      throw e;
    } catch (OperationRefused e) {
      throw new Failed(e.message());
    } catch (RuntimeException e) {
      throw new Failed(Serve.reason(e));
    }
  }

  /** As Micronaut reads the environment of its own process. */
  private static final class Variables extends MapPropertySource {
    Variables(Map<String, String> variables) {
      super(EnvironmentPropertySource.NAME, variables);
    }

    @Override
    public int getOrder() {
      return EnvironmentPropertySource.POSITION;
    }

    @Override
    public PropertyConvention getConvention() {
      return PropertyConvention.ENVIRONMENT_VARIABLE;
    }
  }

  private static final class Builder extends DefaultApplicationContextBuilder {
    @Override
    protected ApplicationContext newApplicationContext() {
      return new Context(this);
    }
  }

  /** Beans that are not known are neither made nor scheduled, nor told of the start. */
  private static final class Context extends DefaultApplicationContext {
    Context(ApplicationContextConfiguration configuration) {
      super(configuration);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Micronaut declares it
    protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
      return super.resolveBeanDefinitionReferences().stream()
          .filter(one -> isWanted(one.getBeanDefinitionName()))
          .toList();
    }

    private static boolean isWanted(String name) {
      return !name.startsWith(INLET) || WANTED.stream().anyMatch(name::startsWith);
    }
  }

  /** What is stored. */
  DataAtRest data() {
    return context.getBean(DataAtRest.class);
  }

  /** The certificates of the ports. */
  ServerTls tls() {
    return context.getBean(ServerTls.class);
  }

  /** Backups of what is stored. */
  BackupsAtRest backups() {
    return context.getBean(BackupsAtRest.class);
  }

  /** Copying what is stored. */
  CopyAtRest copies() {
    return context.getBean(CopyAtRest.class);
  }

  /** The types of calls that the destination takes. */
  List<CallType> types() {
    return context.getBean(CallTypes.class).destination();
  }

  /** The settings that the vendor has declared. */
  List<SettingDefinition> settings() {
    return context.getBean(SettingsSchema.class).declared();
  }

  /** Whether the dev environment is on. */
  boolean isDevelopment() {
    return context.getEnvironment().getActiveNames().contains("dev");
  }

  /** The configuration. */
  PropertyResolver properties() {
    return context;
  }

  /** The names of the properties that are set otherwise than by variables. */
  Set<String> namesOfProperties() {
    return Serve.namesOfProperties(context.getEnvironment());
  }

  /** A property's text. */
  Optional<String> property(String name) {
    return context.getProperty(name, String.class).filter(text -> !text.isBlank());
  }

  @Override
  public void close() {
    context.close();
  }
}
