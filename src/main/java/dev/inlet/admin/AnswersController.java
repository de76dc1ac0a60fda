package dev.inlet.admin;

import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.operate.KnownAccounts;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;

/** Counts how an account's deliveries were answered by this instance since its start. */
@AdminPort("/api/accounts/{account}/answers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnswersController {
  private final KnownAccounts accounts;
  private final AnswersByAccount answers;

  AnswersController(KnownAccounts accounts, AnswersByAccount answers) {
    this.accounts = accounts;
    this.answers = answers;
  }

  @Get
  View show(String account) {
    accounts.require(account);
    return new View(answers.of(account));
  }

  /** How many deliveries were answered with each status, by status. */
  @AdminAnswer
  record View(Map<Integer, Long> answers) {}
}
