package dev.inlet.operate;

import java.util.List;

/**
 * What is stored, while this process serves nobody. Looking at it changes nothing, migrates nothing
 * and repairs nothing. May block, for some seconds when a database is away.
 */
public interface DataAtRest {

  /** Looks at the database, the journal, the clocks and the disk, as far as there are such. */
  List<Finding> look();

  /**
   * Puts another digest in the place of the generated admin password's, durably.
   *
   * @throws OperationRefused when there is no data yet, or it cannot be opened; such as when a
   *     running server has its files
   */
  void replacePassword(String digest);

  /** There is no data whose password could be replaced. */
  static OperationRefused nothingYet() {
    return OperationRefused.missing(
        "there is no data yet: the first start generates a password, and prints it");
  }
}
