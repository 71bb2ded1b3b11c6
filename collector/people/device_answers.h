// Answers that several questions of a device have.
#pragma once

#include "http/answers.h"

namespace tirai::collector {

inline Answer foreign_agent() { return refuse(403, "foreign_agent", "the device is enrolled for another agent", "agent"); }
inline Answer too_often() {
  Answer answer = refuse(429, "rate", "too many tries; try again later", "agent");
  answer.retry_after_s = 30;
  return answer;
}
inline Answer with_status(Answer answer, unsigned status) {
  answer.status = status;
  return answer;
}

// {"state"}; "by" and "expires_ms" where there is something to say.

}  // namespace tirai::collector
