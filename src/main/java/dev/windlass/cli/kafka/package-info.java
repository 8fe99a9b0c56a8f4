/**
 * What a Kafka needs to know of Windlass before Windlass runs on it: rights and topics, in the
 * forms that those who look after a Kafka use. All of it comes from {@link
 * dev.windlass.wire.Rights} and {@link dev.windlass.wire.TopicPlan}; what lies below {@code
 * deploy/kafka} is their text for the default settings.
 */
package dev.windlass.cli.kafka;
