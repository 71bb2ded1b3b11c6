#include "commands/run_recorded.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace tirai::collector {

void run_recorded(Writing writing, const std::function<boost::asio::awaitable<void>(Writer&, OwnLog&)>& work) {
  boost::asio::io_context context(1);
  Writer writer(std::move(writing.store), {});
  OwnLog own_log(writer, std::move(writing.own_device), std::move(writing.own_head));
  boost::asio::co_spawn(context, work(writer, own_log), boost::asio::detached);
  context.run();
  writer.stop();
}

}  // namespace tirai::collector
