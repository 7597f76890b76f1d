// Package lambda has the declarations of aws-lambda-go/lambda that fixtures use.
package lambda

func Start(handler interface{}) { panic("stub") }
