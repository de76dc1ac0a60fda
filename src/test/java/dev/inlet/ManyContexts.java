package dev.inlet;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanRegistration;
import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.inject.annotation.AbstractEnvironmentAnnotationMetadata;
import io.micronaut.inject.annotation.AnnotationMetadataHierarchy;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Starts and closes contexts so that none makes those after it slower. A server is the only one in
 * its JVM, so it need not clear away what its libraries leave there; hundreds are in the tests'.
 */
final class ManyContexts {
  private static final int STARTS_PER_UNWRAPPING = 8;

  private static final AtomicInteger STARTS = new AtomicInteger();

  private ManyContexts() {}

  /** Starts it; when that fails, it is closed, and this throws what the start threw. */
  static void start(ApplicationContext context) {
    try {
      context.start();
    } catch (RuntimeException e) {
      close(context);
      throw e;
    }
    if (STARTS.incrementAndGet() % STARTS_PER_UNWRAPPING == 0) {
      unwrapMethods(context);
    }
  }

  /** Closes it, and what measures the log and the garbage collector for it. */
  static void close(ApplicationContext context) {
    for (BeanRegistration<MeterBinder> binder :
        context.getActiveBeanRegistrations(MeterBinder.class)) {
      if (binder.getBean() instanceof AutoCloseable listening) {
        close(listening);
      }
    }
    context.close();
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
      // These would bring counters back if the log were configured anew, and hold all that is in
      // their context until then.
      log.getCopyOfListenerList().stream()
          .filter(each -> each.getClass().getName().startsWith(LogbackMetrics.class.getName()))
          .forEach(log::removeListener);
    }
  }

  private static void close(AutoCloseable binder) {
    try {
      binder.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes away what earlier contexts have wrapped the annotations of methods in, such as those of
   * routes: Micronaut has these in static fields, and where one names a property, as that of a
   * port, each context adds a layer that knows its value there. Whoever asks for an annotation goes
   * through them all, and each holds its context. One layer stays for those that start just now.
   */
  private static void unwrapMethods(ApplicationContext context) {
    for (BeanDefinitionReference<?> reference : context.getBeanDefinitionReferences()) {
      if (reference.isEnabled(context)) {
        for (ExecutableMethod<?, ?> method : reference.load().getExecutableMethods()) {
          if (Wrapped.METHOD.isInstance(method)) {
            Wrapped.once(method, context.getEnvironment());
          }
        }
      }
    }
  }

  /** Micronaut's own classes of such methods, which are not public. */
  private static final class Wrapped {
    static final Class<?> METHOD;
    private static final Field ANNOTATIONS;
    private static final Constructor<?> LAYER;

    static {
      String methods = "io.micronaut.context.AbstractExecutableMethodsDefinition$";
      try {
        METHOD = Class.forName(methods + "DispatchedExecutableMethod");
        ANNOTATIONS = METHOD.getDeclaredField("annotationMetadata");
        ANNOTATIONS.setAccessible(true);
        LAYER =
            Class.forName(methods + "MethodAnnotationMetadata")
                .getDeclaredConstructor(AnnotationMetadata.class, Environment.class);
        LAYER.setAccessible(true);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    static void once(ExecutableMethod<?, ?> method, Environment environment) {
      try {
        AnnotationMetadata wrapped = (AnnotationMetadata) ANNOTATIONS.get(method);
        AnnotationMetadata inner = inner(wrapped);
        if (inner != wrapped) {
          ANNOTATIONS.set(method, LAYER.newInstance(inner, environment));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    private static AnnotationMetadata inner(AnnotationMetadata wrapped) {
      AnnotationMetadata inner = wrapped;
      while (true) {
        if (inner instanceof AbstractEnvironmentAnnotationMetadata layer) {
          inner = layer.getAnnotationMetadata();
        } else if (inner instanceof AnnotationMetadataHierarchy layers && layers.size() == 1) {
          inner = layers.iterator().next();
        } else {
          return inner;
        }
      }
    }
  }
}
