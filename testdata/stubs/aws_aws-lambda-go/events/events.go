// Package events has the declarations of aws-lambda-go/events that fixtures use.
package events

type APIGatewayProxyRequest struct{ Body string }
