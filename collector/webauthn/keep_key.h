// A new security key, judged and kept: the same for an agent's (ceremony_desk.h) and an account's (office/desk_keys.cpp).
#pragma once

#include <variant>

#include "http/answers.h"
#include "ingest/writer.h"
#include "log/own_log.h"
#include "webauthn/ceremonies.h"

namespace tirai::collector {

struct KeyToKeep {
  Ceremony ceremony;
  std::string credential;  ///< as the browser said it
  std::string name;
  nlohmann::json event;
  const char* at;  ///< where the credential stands in the body, for errors
};
/// The key's id; its event is in the log before it. Else the answer that says why not.
[[nodiscard]] boost::asio::awaitable<std::variant<std::string, Answer>> keep_key(const Ceremonies& ceremonies, OwnLog& own_log, Writer& writer, KeyToKeep asked);

}  // namespace tirai::collector
