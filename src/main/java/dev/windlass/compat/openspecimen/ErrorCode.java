package dev.windlass.compat.openspecimen;

/** The product's codes for what is wrong with a scheduled job or what is asked of it. */
enum ErrorCode {
  NOT_FOUND,
  NAME_REQUIRED,
  DUP_JOB_NAME,
  INVALID_TYPE,
  END_DATE_BEFORE_START_DATE,
  REPEAT_SCHEDULE_REQUIRED,
  INVALID_REPEAT_SCHEDULE,
  INVALID_SCHEDULED_TIME,
  INVALID_RECIPIENT,
  JOB_RUN_NOT_FOUND,
  RESULT_DATA_FILE_NOT_FOUND,
  RESULT_DATA_FILE_NOT_AVAILABLE,
  TASK_IMPL_FQN_REQUIRED,
  INVALID_TASK_IMPL_FQN,
  QUERY_REQ,
  EXT_TASK_FORBIDDEN;

  /** As clients read it. */
  String code() {
    return "SCHEDULED_JOB_" + name();
  }
}
