// tirai notice, tirai authzen, tirai flatten: the policy for readers, for other programs, and as one file.
#include "commands.h"
#include "io.h"
#include "policy_file.h"
#include "tirai/policy_tool.h"

namespace tirai::cli {
namespace {
int written(const std::string& text) { return write_out(text) ? kOk : fail(kInternal, "cannot write to standard output"); }
}  // namespace

int run(const NoticeOptions& options) {
  const auto policy = read_policy(options.policy);
  if (!policy) return fail(kInputInvalid, policy.error());
  return written(options.format == "html" ? notice_html(policy.value(), options.language) : notice_markdown(policy.value(), options.language));
}

int run(const AuthzenOptions& options) {
  const auto policy = read_policy(options.policy);
  if (!policy) return fail(kInputInvalid, policy.error());
  const auto request = read_all("-");
  if (!request) return fail(kInputInvalid, request.error());
  const auto answer = answer_authzen(policy.value(), request.value());
  return answer ? written(answer.value() + "\n") : fail(kInputInvalid, answer.error());
}

int run(const FlattenOptions& options) {
  const auto policy = read_policy(options.policy);  // what is broken is not published
  if (!policy) return fail(kInputInvalid, policy.error());
  const auto whole = whole_policy(options.policy);
  return whole ? written(whole.value()) : fail(kInputInvalid, whole.error());
}

}  // namespace tirai::cli
