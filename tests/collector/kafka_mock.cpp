// A Kafka of librdkafka's own mock cluster, for exporters.test.mjs: prints its brokers, then each message of the topic as "key<TAB>value". Ends with its stdin.
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {
rd_kafka_t* client(rd_kafka_type_t type, const char* brokers) {
  char why[512];
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  const auto set = [&](const char* key, const char* value) {
    if (rd_kafka_conf_set(conf, key, value, why, sizeof why) != RD_KAFKA_CONF_OK) std::exit(2);
  };
  if (brokers != nullptr) set("bootstrap.servers", brokers);
  if (type == RD_KAFKA_CONSUMER) set("group.id", "test"), set("auto.offset.reset", "earliest");
  rd_kafka_t* made = rd_kafka_new(type, conf, why, sizeof why);
  if (made == nullptr) std::exit(2);
  return made;
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  rd_kafka_t* host = client(RD_KAFKA_PRODUCER, nullptr);
  rd_kafka_mock_cluster_t* cluster = rd_kafka_mock_cluster_new(host, 3);
  if (cluster == nullptr || rd_kafka_mock_topic_create(cluster, argv[1], 4, 3) != RD_KAFKA_RESP_ERR_NO_ERROR) return 2;
  std::printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster));
  std::fflush(stdout);
  rd_kafka_t* consumer = client(RD_KAFKA_CONSUMER, rd_kafka_mock_cluster_bootstraps(cluster));
  rd_kafka_poll_set_consumer(consumer);
  rd_kafka_topic_partition_list_t* topics = rd_kafka_topic_partition_list_new(4);
  for (int partition = 0; partition < 4; ++partition) rd_kafka_topic_partition_list_set_offset((rd_kafka_topic_partition_list_add(topics, argv[1], partition), topics), argv[1], partition, RD_KAFKA_OFFSET_BEGINNING);
  rd_kafka_assign(consumer, topics);
  const pid_t parent = ::getppid();
  while (::getppid() == parent) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, 200);
    if (message == nullptr) continue;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) std::printf("%.*s\t%.*s\n", static_cast<int>(message->key_len), static_cast<const char*>(message->key), static_cast<int>(message->len), static_cast<const char*>(message->payload)), std::fflush(stdout);
    rd_kafka_message_destroy(message);
  }
  std::_Exit(0);
}
