// Package amqp091 has the declarations of rabbitmq/amqp091-go that fixtures use.
package amqp091

type Delivery struct{ Body []byte }

func (d Delivery) Ack(multiple bool) error { panic("stub") }
