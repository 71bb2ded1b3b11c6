// Cosignatures of witnesses that follow the log by themselves (tirai witness --follow): POST /v1/cosignature, open to all, for it is taken by its signature.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "http/routes.h"
#include "ingest/writer.h"

namespace tirai::collector {

class Cosignatures {
 public:
  /// `witnesses`: the verifier keys of those who may. Without any, 404.
  Cosignatures(Writer& writer, std::string log_vkey, std::vector<std::string> witnesses) : writer_(writer), log_vkey_(std::move(log_vkey)), witnesses_(std::move(witnesses)) {}

  /// A checkpoint of this log with the witness's line. What does not stand in this log's own history is refused and told: the store was put back, or rewritten.
  [[nodiscard]] boost::asio::awaitable<Answer> take(std::string note);

 private:
  Writer& writer_;
  const std::string log_vkey_;
  const std::vector<std::string> witnesses_;
};

}  // namespace tirai::collector
