package dev.inlet.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A connection that crashes the process when it comes to the crash point. */
final class WatchedConnection implements InvocationHandler {
  private final Connection real;
  private final Set<Step> transaction = EnumSet.noneOf(Step.class);

  private WatchedConnection(Connection real) {
    this.real = real;
  }

  static Connection around(Connection real) {
    return proxy(Connection.class, new WatchedConnection(real));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    return switch (method.getName()) {
      case "prepareStatement" ->
          proxy(
              PreparedStatement.class,
              watched(call(real, method, arguments), (String) arguments[0]));
      case "createStatement" -> proxy(Statement.class, watched(call(real, method, arguments), ""));
      case "commit" -> commit(method);
      default -> call(real, method, arguments);
    };
  }

  private Object commit(Method method) throws Exception {
    Optional<Step> step = Step.ofCommit(transaction);
    transaction.clear();
    return take(step, real, method, null);
  }

  private InvocationHandler watched(Object statement, String prepared) {
    return (proxy, method, arguments) -> {
      if (!method.getName().startsWith("execute")) {
        return call(statement, method, arguments);
      }
      String sql = arguments == null ? prepared : (String) arguments[0];
      Optional<Step> step = Step.ofStatement(sql);
      step.ifPresent(transaction::add);
      return take(step, statement, method, arguments);
    };
  }

  private static Object take(Optional<Step> step, Object target, Method method, Object[] arguments)
      throws Exception {
    return step.isEmpty()
        ? call(target, method, arguments)
        : Crash.ahead().around(step.get(), () -> call(target, method, arguments));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
