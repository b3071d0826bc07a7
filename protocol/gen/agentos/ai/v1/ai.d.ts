import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { type CallOptions, type ChannelCredentials, Client, type ClientOptions, type ClientReadableStream, type ClientUnaryCall, type handleServerStreamingCall, type handleUnaryCall, type Metadata, type ServiceError, type UntypedServiceImplementation } from "@grpc/grpc-js";
export declare const protobufPackage = "agentos.ai.v1";
export declare const protobufFileName = "agentos/ai/v1/ai.proto";
export interface GenerateRequest {
    requestId: string;
    message: string;
    contextJson: string;
    traceparent: string;
}
export interface GenerateResponse {
    blueprintJson: string;
    question: Question | undefined;
    thoughts: string[];
    engine: string;
    issues: string[];
}
export interface Question {
    content: string;
    suggestions: string[];
}
export interface GenerateEvent {
    sequence: number;
    event: {
        $case: "thought";
        value: string;
    } | {
        $case: "operationJson";
        value: string;
    } | {
        $case: "issue";
        value: string;
    } | {
        $case: "done";
        value: Done;
    } | {
        $case: "question";
        value: Question;
    } | {
        $case: "failure";
        value: Failure;
    } | undefined;
}
export interface Done {
    blueprintJson: string;
    engine: string;
    usage: Usage | undefined;
}
export interface Usage {
    tokensIn: number;
    tokensOut: number;
}
export interface Failure {
    code: string;
    message: string;
}
export interface ChatRequest {
    requestId: string;
    message: string;
    contextJson: string;
    traceparent: string;
}
export interface ChatEvent {
    event: {
        $case: "thought";
        value: string;
    } | {
        $case: "token";
        value: string;
    } | {
        $case: "done";
        value: ChatDone;
    } | {
        $case: "failure";
        value: Failure;
    } | undefined;
}
export interface ChatDone {
    engine: string;
    usage: Usage | undefined;
}
export interface GetMetricsRequest {
}
export interface GetMetricsResponse {
    text: string;
}
export declare const GenerateRequest: MessageFns<GenerateRequest>;
export declare const GenerateResponse: MessageFns<GenerateResponse>;
export declare const Question: MessageFns<Question>;
export declare const GenerateEvent: MessageFns<GenerateEvent>;
export declare const Done: MessageFns<Done>;
export declare const Usage: MessageFns<Usage>;
export declare const Failure: MessageFns<Failure>;
export declare const ChatRequest: MessageFns<ChatRequest>;
export declare const ChatEvent: MessageFns<ChatEvent>;
export declare const ChatDone: MessageFns<ChatDone>;
export declare const GetMetricsRequest: MessageFns<GetMetricsRequest>;
export declare const GetMetricsResponse: MessageFns<GetMetricsResponse>;
export type AIServiceService = typeof AIServiceService;
export declare const AIServiceService: {
    readonly generateUi: {
        readonly path: "/agentos.ai.v1.AIService/GenerateUI";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: GenerateRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => GenerateRequest;
        readonly responseSerialize: (value: GenerateResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => GenerateResponse;
    };
    readonly streamUi: {
        readonly path: "/agentos.ai.v1.AIService/StreamUI";
        readonly requestStream: false;
        readonly responseStream: true;
        readonly requestSerialize: (value: GenerateRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => GenerateRequest;
        readonly responseSerialize: (value: GenerateEvent) => Buffer;
        readonly responseDeserialize: (value: Buffer) => GenerateEvent;
    };
    readonly streamChat: {
        readonly path: "/agentos.ai.v1.AIService/StreamChat";
        readonly requestStream: false;
        readonly responseStream: true;
        readonly requestSerialize: (value: ChatRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => ChatRequest;
        readonly responseSerialize: (value: ChatEvent) => Buffer;
        readonly responseDeserialize: (value: Buffer) => ChatEvent;
    };
    readonly getMetrics: {
        readonly path: "/agentos.ai.v1.AIService/GetMetrics";
        readonly requestStream: false;
        readonly responseStream: false;
        readonly requestSerialize: (value: GetMetricsRequest) => Buffer;
        readonly requestDeserialize: (value: Buffer) => GetMetricsRequest;
        readonly responseSerialize: (value: GetMetricsResponse) => Buffer;
        readonly responseDeserialize: (value: Buffer) => GetMetricsResponse;
    };
};
export interface AIServiceServer extends UntypedServiceImplementation {
    generateUi: handleUnaryCall<GenerateRequest, GenerateResponse>;
    streamUi: handleServerStreamingCall<GenerateRequest, GenerateEvent>;
    streamChat: handleServerStreamingCall<ChatRequest, ChatEvent>;
    getMetrics: handleUnaryCall<GetMetricsRequest, GetMetricsResponse>;
}
export interface AIServiceClient extends Client {
    generateUi(request: GenerateRequest, callback: (error: ServiceError | null, response: GenerateResponse) => void): ClientUnaryCall;
    generateUi(request: GenerateRequest, metadata: Metadata, callback: (error: ServiceError | null, response: GenerateResponse) => void): ClientUnaryCall;
    generateUi(request: GenerateRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: GenerateResponse) => void): ClientUnaryCall;
    streamUi(request: GenerateRequest, options?: Partial<CallOptions>): ClientReadableStream<GenerateEvent>;
    streamUi(request: GenerateRequest, metadata?: Metadata, options?: Partial<CallOptions>): ClientReadableStream<GenerateEvent>;
    streamChat(request: ChatRequest, options?: Partial<CallOptions>): ClientReadableStream<ChatEvent>;
    streamChat(request: ChatRequest, metadata?: Metadata, options?: Partial<CallOptions>): ClientReadableStream<ChatEvent>;
    getMetrics(request: GetMetricsRequest, callback: (error: ServiceError | null, response: GetMetricsResponse) => void): ClientUnaryCall;
    getMetrics(request: GetMetricsRequest, metadata: Metadata, callback: (error: ServiceError | null, response: GetMetricsResponse) => void): ClientUnaryCall;
    getMetrics(request: GetMetricsRequest, metadata: Metadata, options: Partial<CallOptions>, callback: (error: ServiceError | null, response: GetMetricsResponse) => void): ClientUnaryCall;
}
export declare const AIServiceClient: {
    new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): AIServiceClient;
    service: typeof AIServiceService;
    serviceName: string;
};
export interface MessageFns<T> {
    encode(message: T, writer?: BinaryWriter): BinaryWriter;
    decode(input: BinaryReader | Uint8Array, length?: number): T;
}
