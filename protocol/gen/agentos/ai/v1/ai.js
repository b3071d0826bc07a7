import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { makeGenericClientConstructor, } from "@grpc/grpc-js";
export const protobufPackage = "agentos.ai.v1";
export const protobufFileName = "agentos/ai/v1/ai.proto";
function createBaseGenerateRequest() {
    return { requestId: "", message: "", contextJson: "", traceparent: "" };
}
export const GenerateRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.requestId !== "") {
            writer.uint32(10).string(message.requestId);
        }
        if (message.message !== "") {
            writer.uint32(18).string(message.message);
        }
        if (message.contextJson !== "") {
            writer.uint32(26).string(message.contextJson);
        }
        if (message.traceparent !== "") {
            writer.uint32(34).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGenerateRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.requestId = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.message = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.contextJson = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGenerateResponse() {
    return { blueprintJson: "", question: undefined, thoughts: [], engine: "", issues: [] };
}
export const GenerateResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.blueprintJson !== "") {
            writer.uint32(10).string(message.blueprintJson);
        }
        if (message.question !== undefined) {
            Question.encode(message.question, writer.uint32(18).fork()).join();
        }
        for (const v of message.thoughts) {
            writer.uint32(26).string(v);
        }
        if (message.engine !== "") {
            writer.uint32(34).string(message.engine);
        }
        for (const v of message.issues) {
            writer.uint32(42).string(v);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGenerateResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.blueprintJson = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.question = Question.decode(reader, reader.uint32());
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.thoughts.push(reader.string());
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.engine = reader.string();
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.issues.push(reader.string());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseQuestion() {
    return { content: "", suggestions: [] };
}
export const Question = {
    encode(message, writer = new BinaryWriter()) {
        if (message.content !== "") {
            writer.uint32(10).string(message.content);
        }
        for (const v of message.suggestions) {
            writer.uint32(18).string(v);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseQuestion();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.content = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.suggestions.push(reader.string());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGenerateEvent() {
    return { sequence: 0, event: undefined };
}
export const GenerateEvent = {
    encode(message, writer = new BinaryWriter()) {
        if (message.sequence !== 0) {
            writer.uint32(8).uint32(message.sequence);
        }
        switch (message.event?.$case) {
            case "thought":
                writer.uint32(18).string(message.event.value);
                break;
            case "operationJson":
                writer.uint32(26).string(message.event.value);
                break;
            case "issue":
                writer.uint32(34).string(message.event.value);
                break;
            case "done":
                Done.encode(message.event.value, writer.uint32(42).fork()).join();
                break;
            case "question":
                Question.encode(message.event.value, writer.uint32(50).fork()).join();
                break;
            case "failure":
                Failure.encode(message.event.value, writer.uint32(58).fork()).join();
                break;
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGenerateEvent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.sequence = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.event = { $case: "thought", value: reader.string() };
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.event = { $case: "operationJson", value: reader.string() };
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.event = { $case: "issue", value: reader.string() };
                        continue;
                    }
                    case 5: {
                        if (tag !== 42) {
                            break;
                        }
                        message.event = { $case: "done", value: Done.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 6: {
                        if (tag !== 50) {
                            break;
                        }
                        message.event = { $case: "question", value: Question.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 7: {
                        if (tag !== 58) {
                            break;
                        }
                        message.event = { $case: "failure", value: Failure.decode(reader, reader.uint32()) };
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseDone() {
    return { blueprintJson: "", engine: "", usage: undefined };
}
export const Done = {
    encode(message, writer = new BinaryWriter()) {
        if (message.blueprintJson !== "") {
            writer.uint32(10).string(message.blueprintJson);
        }
        if (message.engine !== "") {
            writer.uint32(18).string(message.engine);
        }
        if (message.usage !== undefined) {
            Usage.encode(message.usage, writer.uint32(26).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseDone();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.blueprintJson = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.engine = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.usage = Usage.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseUsage() {
    return { tokensIn: 0, tokensOut: 0 };
}
export const Usage = {
    encode(message, writer = new BinaryWriter()) {
        if (message.tokensIn !== 0) {
            writer.uint32(8).uint32(message.tokensIn);
        }
        if (message.tokensOut !== 0) {
            writer.uint32(16).uint32(message.tokensOut);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseUsage();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 8) {
                            break;
                        }
                        message.tokensIn = reader.uint32();
                        continue;
                    }
                    case 2: {
                        if (tag !== 16) {
                            break;
                        }
                        message.tokensOut = reader.uint32();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseFailure() {
    return { code: "", message: "" };
}
export const Failure = {
    encode(message, writer = new BinaryWriter()) {
        if (message.code !== "") {
            writer.uint32(10).string(message.code);
        }
        if (message.message !== "") {
            writer.uint32(18).string(message.message);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseFailure();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.code = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.message = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseChatRequest() {
    return { requestId: "", message: "", contextJson: "", traceparent: "" };
}
export const ChatRequest = {
    encode(message, writer = new BinaryWriter()) {
        if (message.requestId !== "") {
            writer.uint32(10).string(message.requestId);
        }
        if (message.message !== "") {
            writer.uint32(18).string(message.message);
        }
        if (message.contextJson !== "") {
            writer.uint32(26).string(message.contextJson);
        }
        if (message.traceparent !== "") {
            writer.uint32(34).string(message.traceparent);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseChatRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.requestId = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.message = reader.string();
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.contextJson = reader.string();
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.traceparent = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseChatEvent() {
    return { event: undefined };
}
export const ChatEvent = {
    encode(message, writer = new BinaryWriter()) {
        switch (message.event?.$case) {
            case "thought":
                writer.uint32(10).string(message.event.value);
                break;
            case "token":
                writer.uint32(18).string(message.event.value);
                break;
            case "done":
                ChatDone.encode(message.event.value, writer.uint32(26).fork()).join();
                break;
            case "failure":
                Failure.encode(message.event.value, writer.uint32(34).fork()).join();
                break;
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseChatEvent();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.event = { $case: "thought", value: reader.string() };
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.event = { $case: "token", value: reader.string() };
                        continue;
                    }
                    case 3: {
                        if (tag !== 26) {
                            break;
                        }
                        message.event = { $case: "done", value: ChatDone.decode(reader, reader.uint32()) };
                        continue;
                    }
                    case 4: {
                        if (tag !== 34) {
                            break;
                        }
                        message.event = { $case: "failure", value: Failure.decode(reader, reader.uint32()) };
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseChatDone() {
    return { engine: "", usage: undefined };
}
export const ChatDone = {
    encode(message, writer = new BinaryWriter()) {
        if (message.engine !== "") {
            writer.uint32(10).string(message.engine);
        }
        if (message.usage !== undefined) {
            Usage.encode(message.usage, writer.uint32(18).fork()).join();
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseChatDone();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.engine = reader.string();
                        continue;
                    }
                    case 2: {
                        if (tag !== 18) {
                            break;
                        }
                        message.usage = Usage.decode(reader, reader.uint32());
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetMetricsRequest() {
    return {};
}
export const GetMetricsRequest = {
    encode(_, writer = new BinaryWriter()) {
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetMetricsRequest();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
function createBaseGetMetricsResponse() {
    return { text: "" };
}
export const GetMetricsResponse = {
    encode(message, writer = new BinaryWriter()) {
        if (message.text !== "") {
            writer.uint32(10).string(message.text);
        }
        return writer;
    },
    decode(input, length) {
        const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
        const previousRecursionDepth = reader.__tsProtoDecodeDepth ?? 0;
        if (previousRecursionDepth >= 100) {
            throw new globalThis.Error("protobuf decode recursion limit exceeded");
        }
        reader.__tsProtoDecodeDepth = previousRecursionDepth + 1;
        try {
            const end = length === undefined ? reader.len : reader.pos + length;
            const message = createBaseGetMetricsResponse();
            while (reader.pos < end) {
                const tag = reader.uint32();
                switch (tag >>> 3) {
                    case 1: {
                        if (tag !== 10) {
                            break;
                        }
                        message.text = reader.string();
                        continue;
                    }
                }
                if ((tag & 7) === 4 || tag === 0) {
                    break;
                }
                reader.skip(tag & 7);
            }
            return message;
        }
        finally {
            reader.__tsProtoDecodeDepth = previousRecursionDepth;
        }
    },
};
export const AIServiceService = {
    generateUi: {
        path: "/agentos.ai.v1.AIService/GenerateUI",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(GenerateRequest.encode(value).finish()),
        requestDeserialize: (value) => GenerateRequest.decode(value),
        responseSerialize: (value) => Buffer.from(GenerateResponse.encode(value).finish()),
        responseDeserialize: (value) => GenerateResponse.decode(value),
    },
    streamUi: {
        path: "/agentos.ai.v1.AIService/StreamUI",
        requestStream: false,
        responseStream: true,
        requestSerialize: (value) => Buffer.from(GenerateRequest.encode(value).finish()),
        requestDeserialize: (value) => GenerateRequest.decode(value),
        responseSerialize: (value) => Buffer.from(GenerateEvent.encode(value).finish()),
        responseDeserialize: (value) => GenerateEvent.decode(value),
    },
    streamChat: {
        path: "/agentos.ai.v1.AIService/StreamChat",
        requestStream: false,
        responseStream: true,
        requestSerialize: (value) => Buffer.from(ChatRequest.encode(value).finish()),
        requestDeserialize: (value) => ChatRequest.decode(value),
        responseSerialize: (value) => Buffer.from(ChatEvent.encode(value).finish()),
        responseDeserialize: (value) => ChatEvent.decode(value),
    },
    getMetrics: {
        path: "/agentos.ai.v1.AIService/GetMetrics",
        requestStream: false,
        responseStream: false,
        requestSerialize: (value) => Buffer.from(GetMetricsRequest.encode(value).finish()),
        requestDeserialize: (value) => GetMetricsRequest.decode(value),
        responseSerialize: (value) => Buffer.from(GetMetricsResponse.encode(value).finish()),
        responseDeserialize: (value) => GetMetricsResponse.decode(value),
    },
};
export const AIServiceClient = makeGenericClientConstructor(AIServiceService, "agentos.ai.v1.AIService");
